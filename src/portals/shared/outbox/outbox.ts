import { useSyncExternalStore } from 'react';
import { database, type Unsent } from '../session/store.js';

let entries: readonly Unsent[] = [];
const watchers = new Set<() => void>();
const otherTabs = new BroadcastChannel('fabclean-employee-outbox');
otherTabs.onmessage = () => void readAgain();

/** What was placed at this machine and is not with the server yet, oldest first, whoever placed it. */
export function useOutbox(): readonly Unsent[] {
  return useSyncExternalStore(watch, () => entries);
}

export function unsent(): readonly Unsent[] {
  return entries;
}

export async function readAgain(): Promise<void> {
  const all = await (await database).getAll('outbox');
  entries = all.toSorted((one, other) => one.placedAt - other.placedAt);
  for (const tell of watchers) tell();
}

/** Answers once the entry is on the disk: the machine may lose its power right after. */
export async function put(entry: Unsent): Promise<void> {
  const write = (await database).transaction('outbox', 'readwrite', { durability: 'strict' });
  await Promise.all([write.store.put(entry), write.done]);
  await changed();
}

export async function remove(key: string): Promise<void> {
  const write = (await database).transaction('outbox', 'readwrite', { durability: 'strict' });
  await Promise.all([write.store.delete(key), write.done]);
  await changed();
}

async function changed(): Promise<void> {
  otherTabs.postMessage('changed');
  await readAgain();
}

function watch(tell: () => void): () => void {
  watchers.add(tell);
  return () => watchers.delete(tell);
}
