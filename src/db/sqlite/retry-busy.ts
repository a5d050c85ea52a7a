import { isDriverAdapterError } from '@prisma/driver-adapter-utils';
import { retry } from '../retry.js';

/**
 * How long SQLite itself may wait for another process: that freezes every request of this one, once for each that waits, so hardly
 * at all. With ten milliseconds ten waiting writers held the event loop all the time.
 */
export const SQLITE_TIMEOUT_MS = 1;

/** Long enough for a backup's or a migration's turn. */
const PATIENCE_MS = 4_000;

/** Runs a statement again while another process holds the file, and lets everything else of this process go on in between. */
export function retryBusy<T>(statement: () => Promise<T>, patienceMs = PATIENCE_MS): Promise<T> {
  return retry(statement, {
    passes: isBusy,
    withinMs: patienceMs,
    pauseMs: (attempt) => Math.min(5 * 2 ** (attempt - 1), 100),
  });
}

/** Whether another process held the file: the statement did nothing, and may be run again. */
export function isBusy(error: unknown): boolean {
  if (isDriverAdapterError(error)) return error.cause.kind === 'SocketTimeout';
  return /^SQLITE_BUSY/.test(String((error as { code?: unknown } | null)?.code));
}
