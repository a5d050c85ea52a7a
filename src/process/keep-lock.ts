import type { ServingLock } from '../db/sqlite/serving-lock.js';
import { OperatorError } from '../shared/operator-error.js';

/** One look at a file: what two servers do to one database in this time is little. */
const LOOK_EVERY_MS = 5_000;

/** Looks every few seconds whether the lock is still ours, and calls `onLost` with the reason once it is not. */
export function keepLock(lock: ServingLock, onLost: (reason: string) => void): void {
  const timer = setInterval(() => {
    try {
      lock.keep();
    } catch (error) {
      // A folder that cannot be looked at now tells nothing of another server.
      if (!(error instanceof OperatorError)) return;
      clearInterval(timer);
      onLost(error.message);
    }
  }, LOOK_EVERY_MS);
  timer.unref();
}
