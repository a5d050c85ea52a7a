import { setTimeout as sleep } from 'node:timers/promises';
import { isDriverAdapterError } from '@prisma/driver-adapter-utils';

const PATIENCE_MS = 4_000;

/** Runs a statement again while another process holds the file, for at most four seconds. Each wait yields the event loop, unlike SQLite's own busy timeout. */
export async function retryBusy<T>(statement: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + PATIENCE_MS;
  for (let pause = 5; ; pause = Math.min(pause * 2, 100)) {
    try {
      return await statement();
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) throw error;
    }
    await sleep(pause);
  }
}

function isBusy(error: unknown): boolean {
  if (isDriverAdapterError(error)) return error.cause.kind === 'SocketTimeout';
  return /^SQLITE_BUSY/.test(String((error as { code?: unknown } | null)?.code));
}
