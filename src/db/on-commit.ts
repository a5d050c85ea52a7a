import type { Db, PlainTx } from './client.js';

const announced = new WeakSet<object>();
const listeners = new WeakMap<object, Set<() => void>>();

/** Once this transaction is committed, those who listen are told; nobody is when it is rolled back. */
export function announceCommit(tx: PlainTx): void {
  announced.add(tx);
}

/** Calls `listener` after every announced transaction of this process on this database. Answers how to stop that. */
export function onCommit(db: Db, listener: () => void): () => void {
  const all = listeners.get(db) ?? new Set();
  listeners.set(db, all.add(listener));
  return () => all.delete(listener);
}

/** Runs `work` in the transaction that `begin` opens, and tells who listens if it was announced and committed. */
export async function commitAndTell<T, Opened extends object>(
  db: Db,
  begin: (work: (tx: Opened) => Promise<T>) => Promise<T>,
  work: (tx: Opened) => Promise<T>,
): Promise<T> {
  let isAnnounced = false;
  const result = await begin(async (tx) => {
    const done = await work(tx);
    isAnnounced = announced.has(tx);
    return done;
  });
  if (isAnnounced) for (const listener of listeners.get(db) ?? []) listener();
  return result;
}
