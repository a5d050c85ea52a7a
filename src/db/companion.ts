import { AsyncLocalStorage } from 'node:async_hooks';
import type { Tx } from './client.js';

/**
 * What a request wants checked or written in the very transaction that does its work, whichever that is: `begin` comes first in it,
 * `end` last, with what the work answers. Both run again when the work does, and what they throw undoes everything.
 */
export type Companion = {
  begin(tx: Tx): Promise<void>;
  end?(tx: Tx, answer: unknown): Promise<void>;
};

const storage = new AsyncLocalStorage<{ companion: Companion | undefined }>();

/** Runs `work`, whose first transaction takes the companion along. Whatever it leaves running behind goes without. */
export async function withCompanion<T>(companion: Companion, work: () => Promise<T>): Promise<T> {
  const seat = { companion: companion as Companion | undefined };
  try {
    return await storage.run(seat, work);
  } finally {
    seat.companion = undefined;
  }
}

/** Whether this request has a companion that no transaction took. */
export function isAccompanied(): boolean {
  return storage.getStore()?.companion !== undefined;
}

/** `work` with the companion of this request, if it has one that no other transaction took. */
export function accompanied<T>(work: (tx: Tx) => Promise<T>): (tx: Tx) => Promise<T> {
  const seat = storage.getStore();
  const companion = seat?.companion;
  if (!seat || !companion) return work;
  seat.companion = undefined;
  return async (tx) => {
    await companion.begin(tx);
    const answer = await work(tx);
    await companion.end?.(tx, answer);
    return answer;
  };
}
