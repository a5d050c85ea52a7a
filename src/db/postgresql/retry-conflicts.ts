import { setTimeout as sleep } from 'node:timers/promises';

const ATTEMPTS = 5;
// Serialisation failure, deadlock.
const CONFLICTS = new Set(['40001', '40P01']);

/** Runs a statement outside of a transaction again, at most five times in all, when it lost against another one: then nothing of it is left. */
export async function retryConflicts<T>(statement: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await statement();
    } catch (error) {
      const code = (error as { code?: unknown } | null)?.code;
      if (attempt === ATTEMPTS || typeof code !== 'string' || !CONFLICTS.has(code)) throw error;
    }
    await sleep(Math.random() * 20 * attempt);
  }
}
