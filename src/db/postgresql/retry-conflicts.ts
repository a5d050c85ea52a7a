import { pauseAfterConflict, retry } from '../retry.js';

// Serialisation failure, deadlock.
const CONFLICTS = new Set(['40001', '40P01']);

/** Runs a statement outside of a transaction again, at most five times in all, when it lost against another one: then nothing of it is left. */
export function retryConflicts<T>(statement: () => Promise<T>): Promise<T> {
  return retry(statement, { passes: isConflict, attempts: 5, pauseMs: pauseAfterConflict });
}

function isConflict(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && CONFLICTS.has(code);
}
