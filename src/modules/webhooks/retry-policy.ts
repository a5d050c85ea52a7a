const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

/** Time for a receiver to come back; afterwards an event is parked. */
const RETRY_FOR_MS = 72 * HOUR;
const FIRST_PAUSE_MS = 5 * SECOND;
const LONGEST_PAUSE_MS = 6 * HOUR;

/** How long to wait after the attempt of this number: twice as long each time, up to six hours, and not all at the same moment. */
export function pauseAfter(attempts: number, random = Math.random()): number {
  const pause = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(attempts - 1, 20), LONGEST_PAUSE_MS);
  return Math.round(pause * (0.75 + random * 0.5));
}

/** A delivery with all its attempts before it. */
export function freshAttempts(at: Date) {
  return {
    status: 'PENDING' as const,
    attempts: 0,
    nextAttemptAt: at,
    retryUntil: new Date(at.getTime() + RETRY_FOR_MS),
    lease: null,
    leasedUntil: null,
    deliveredAt: null,
    settledAt: null,
  };
}
