import { setTimeout as sleep } from 'node:timers/promises';
import type { Db, Tx } from './client.js';
import { accompanied } from './companion.js';
import { meterOf } from './db-meter.js';
import { commitAndTell } from './on-commit.js';
import { isWriteConflict } from './prisma-errors.js';
import { withWriter } from './writing/writer.js';

const ATTEMPTS = 5;
/** After this long the caller gets the failure: one who waits much longer has gone, or has sent the same again. */
const RETRY_WITHIN_MS = 8_000;

/**
 * Runs `work` in one transaction and again, at most five times in all and not once eight seconds have gone by, when the database
 * reports a write conflict or `mayRetry` says that this failure passes by itself. `work` may run more than once: it touches nothing
 * but the transaction. A companion of the request goes along.
 */
export async function inTransaction<T>(
  db: Db,
  work: (tx: Tx) => Promise<T>,
  mayRetry: (error: unknown) => boolean = () => false,
): Promise<T> {
  const whole = accompanied(work);
  const deadline = performance.now() + RETRY_WITHIN_MS;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await withWriter((begun) => commitAndTell(db, begun), whole);
    } catch (error) {
      if (attempt === ATTEMPTS || !(isWriteConflict(error) || mayRetry(error))) throw error;
      const pause = Math.random() * 20 * attempt;
      if (performance.now() + pause >= deadline) throw error;
      meterOf(db)?.retried();
      await sleep(pause);
    }
  }
}

/** Runs `work` once in one transaction that may take as long as this: for commands that nobody waits behind, and for no request. */
export function inLongTransaction<T>(db: Db, withinMs: number, work: (tx: Tx) => Promise<T>): Promise<T> {
  return withWriter((begun) => db.$transaction(begun, { timeout: withinMs }), work);
}
