import { AsyncLocalStorage } from 'node:async_hooks';
import type { Tx } from './client.js';

/**
 * What a request wants checked or written in the very transaction that does its work, whichever that is: `begin` comes first in it,
 * `end` last, with what the work answers. Both run again when the work does, and what they throw undoes everything.
 */
export type TransactionHooks = {
  begin(tx: Tx): Promise<void>;
  end?(tx: Tx, answer: unknown): Promise<void>;
};

/** Where hooks wait for the transaction, and around which others: the outermost begin first and end last. */
type Place = { hooks: TransactionHooks | undefined; outer: Place | undefined };

const storage = new AsyncLocalStorage<Place>();

/** Runs `work`, whose first transaction takes the hooks along. Whatever it leaves running behind goes without. */
export async function withHooks<T>(hooks: TransactionHooks, work: () => Promise<T>): Promise<T> {
  const place: Place = { hooks, outer: storage.getStore() };
  try {
    return await storage.run(place, work);
  } finally {
    place.hooks = undefined;
  }
}

/** Whether this request has hooks that no transaction took. */
export function hasHooks(): boolean {
  return places().some(({ hooks }) => hooks !== undefined);
}

/** `work` with those hooks of this request that no other transaction took. */
export function withOwnHooks<T>(work: (tx: Tx) => Promise<T>): (tx: Tx) => Promise<T> {
  return takeAll().reduce((inner, hooks) => {
    return async (tx) => {
      await hooks.begin(tx);
      const answer = await inner(tx);
      await hooks.end?.(tx, answer);
      return answer;
    };
  }, work);
}

/** From the innermost out. */
function places(): Place[] {
  const found: Place[] = [];
  for (let place = storage.getStore(); place; place = place.outer) found.push(place);
  return found;
}

function takeAll(): TransactionHooks[] {
  return places().flatMap((place) => {
    const { hooks } = place;
    place.hooks = undefined;
    return hooks ? [hooks] : [];
  });
}
