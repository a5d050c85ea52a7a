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

/** Where a companion waits for the transaction, and around which other one: the outermost begins first and ends last. */
type Seat = { companion: Companion | undefined; outer: Seat | undefined };

const storage = new AsyncLocalStorage<Seat>();

/** Runs `work`, whose first transaction takes the companion along. Whatever it leaves running behind goes without. */
export async function withCompanion<T>(companion: Companion, work: () => Promise<T>): Promise<T> {
  const seat: Seat = { companion, outer: storage.getStore() };
  try {
    return await storage.run(seat, work);
  } finally {
    seat.companion = undefined;
  }
}

/** Whether this request has a companion that no transaction took. */
export function isAccompanied(): boolean {
  return seats().some(({ companion }) => companion !== undefined);
}

/** `work` with the companions of this request that no other transaction took. */
export function accompanied<T>(work: (tx: Tx) => Promise<T>): (tx: Tx) => Promise<T> {
  return takeAll().reduce((inner, companion) => {
    return async (tx) => {
      await companion.begin(tx);
      const answer = await inner(tx);
      await companion.end?.(tx, answer);
      return answer;
    };
  }, work);
}

/** From the innermost out. */
function seats(): Seat[] {
  const found: Seat[] = [];
  for (let seat = storage.getStore(); seat; seat = seat.outer) found.push(seat);
  return found;
}

function takeAll(): Companion[] {
  return seats().flatMap((seat) => {
    const { companion } = seat;
    seat.companion = undefined;
    return companion ? [companion] : [];
  });
}
