import { randomInt } from 'node:crypto';
import { fingerprint } from '../../shared/ids.js';

// Nine digits: above all ids that were counted up before, and within what every database and client takes for an id.
const LEAST = 100_000_000;
const ABOVE = 1_000_000_000;

/**
 * The id of a new customer. It is random, because the answer to a guest's order shows it: one that counted up would tell whether the
 * order made the customer. May collide, once in 900 million for each customer there is: the database's key decides.
 */
export function newCustomerId(): number {
  return randomInt(LEAST, ABOVE);
}

/** False for ids of older versions and of imports, which counted up. */
export function isRandomCustomerId(id: number): boolean {
  return id >= LEAST && id < ABOVE;
}

/** A number of the same kind for strangers, always the same for the same text, which they do not know. */
export function randomLookingId(text: string): number {
  return LEAST + (Number.parseInt(fingerprint(text).slice(0, 12), 16) % (ABOVE - LEAST));
}
