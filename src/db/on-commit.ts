import type { Db, PlainTx } from './client.js';
import { engineOf, underWay } from './engine.js';

/** Once this transaction is committed, those who listen are told; nobody is when it is rolled back. */
export function announceCommit(tx: PlainTx): void {
  underWay(tx).isAnnounced = true;
}

/** Calls `listener` after every announced transaction of this process on this database. Answers how to stop that. */
export function onCommit(db: Db, listener: () => void): () => void {
  const { listeners } = engineOf(db);
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Runs `work` in the transaction that `begin` opens, and tells who listens if it was announced and committed. */
export async function commitAndTell<T, Opened extends PlainTx>(
  db: Db,
  begin: (work: (tx: Opened) => Promise<T>) => Promise<T>,
  work: (tx: Opened) => Promise<T>,
): Promise<T> {
  let isAnnounced = false;
  const result = await begin(async (tx) => {
    const done = await work(tx);
    isAnnounced = underWay(tx).isAnnounced;
    return done;
  });
  if (isAnnounced) for (const listener of engineOf(db).listeners) listener();
  return result;
}
