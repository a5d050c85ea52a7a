import type { Db, PlainTx, Tx } from './client.js';
import { meterOf } from './engine.js';
import { commitAndTell } from './on-commit.js';
import { runPlainly } from './plain-transaction.js';
import { isWriteConflict } from './prisma-errors.js';
import { pauseAfterConflict, retry } from './retry.js';
import { withWriter } from './statements/writer.js';
import { hasHooks, withOwnHooks } from './transaction-hooks.js';

const ATTEMPTS = 5;
/** After this long the caller gets the failure: one who waits much longer has gone, or has sent the same again. */
const RETRY_WITHIN_MS = 8_000;

type MayRetry = (error: unknown) => boolean;

/**
 * Runs `work` in one transaction and again, at most five times in all and not once eight seconds have gone by, when the database
 * reports a write conflict or `mayRetry` says that this failure passes by itself. `work` may run more than once: it touches nothing
 * but the transaction. Hooks of the request go along.
 */
export async function inTransaction<T>(
  db: Db,
  work: (tx: Tx) => Promise<T>,
  mayRetry: MayRetry = () => false,
): Promise<T> {
  const whole = withOwnHooks(work);
  const begin = (begun: (tx: Tx) => Promise<T>) => withWriter((seated) => db.$transaction(seated), begun);
  return untilItLasts(db, mayRetry, () => commitAndTell(db, begin, whole));
}

/** The same for work whose statements are all written by hand: it costs a third of the time. */
export async function inPlainTransaction<T>(
  db: Db,
  work: (tx: PlainTx) => Promise<T>,
  mayRetry: MayRetry = () => false,
): Promise<T> {
  // Hooks have statements of Prisma's.
  if (hasHooks()) return inTransaction(db, work, mayRetry);
  return untilItLasts(db, mayRetry, (attempt) =>
    commitAndTell(db, (begun) => runPlainly(db, attempt === 1, begun), work),
  );
}

/** Runs `work` once in one transaction that may take as long as this: for commands that nobody waits behind, and for no request. */
export function inLongTransaction<T>(db: Db, withinMs: number, work: (tx: Tx) => Promise<T>): Promise<T> {
  return withWriter((begun) => db.$transaction(begun, { timeout: withinMs }), work);
}

function untilItLasts<T>(db: Db, mayRetry: MayRetry, run: (attempt: number) => Promise<T>): Promise<T> {
  return retry(run, {
    passes: (error) => isWriteConflict(error) || mayRetry(error),
    attempts: ATTEMPTS,
    withinMs: RETRY_WITHIN_MS,
    pauseMs: pauseAfterConflict,
    onRetry: () => meterOf(db)?.retried(),
  });
}
