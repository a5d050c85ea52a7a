import { setTimeout as sleep } from 'node:timers/promises';
import type { Db, Tx } from './client.js';
import { isWriteConflict } from './prisma-errors.js';

const ATTEMPTS = 5;

/**
 * Runs `work` in one transaction and again, at most five times in all, when the database reports a write conflict or `mayRetry`
 * says that this failure passes by itself. `work` may run more than once: it touches nothing but the transaction.
 */
export async function inTransaction<T>(
  db: Db,
  work: (tx: Tx) => Promise<T>,
  mayRetry: (error: unknown) => boolean = () => false,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.$transaction(work);
    } catch (error) {
      if (attempt === ATTEMPTS || !(isWriteConflict(error) || mayRetry(error))) throw error;
    }
    await sleep(Math.random() * 20 * attempt);
  }
}
