import { setTimeout as sleep } from 'node:timers/promises';
import { isDriverAdapterError } from '@prisma/driver-adapter-utils';

/**
 * How long SQLite itself may wait for another process: that freezes every request of this one, once for each that waits, so hardly
 * at all. With ten milliseconds ten waiting writers held the event loop all the time.
 */
export const SQLITE_TIMEOUT_MS = 1;

/** Long enough for a backup's or a migration's turn. */
const PATIENCE_MS = 4_000;

/** Runs a statement again while another process holds the file, and lets everything else of this process go on in between. */
export async function retryBusy<T>(statement: () => Promise<T>, patienceMs = PATIENCE_MS): Promise<T> {
  const deadline = performance.now() + patienceMs;
  for (let pause = 5; ; pause = Math.min(pause * 2, 100)) {
    try {
      return await statement();
    } catch (error) {
      if (!isBusy(error) || performance.now() + pause > deadline) throw error;
    }
    await sleep(pause);
  }
}

/** Whether another process held the file: the statement did nothing, and may be run again. */
export function isBusy(error: unknown): boolean {
  if (isDriverAdapterError(error)) return error.cause.kind === 'SocketTimeout';
  return /^SQLITE_BUSY/.test(String((error as { code?: unknown } | null)?.code));
}
