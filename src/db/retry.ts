import { setTimeout as sleep } from 'node:timers/promises';

type Rules = {
  /** Whether this failure passes by itself, with nothing done. */
  passes(error: unknown): boolean;
  attempts?: number;
  /** No attempt begins later than this after the first. */
  withinMs?: number;
  /** How long to wait after the attempt of this number, counted from 1. */
  pauseMs(attempt: number): number;
  onRetry?(): void;
};

/** Runs `work` until it succeeds, fails for good, or has been tried as often and as long as the rules say. */
export async function retry<T>(work: (attempt: number) => Promise<T>, rules: Rules): Promise<T> {
  const { passes, attempts = Number.POSITIVE_INFINITY, withinMs = Number.POSITIVE_INFINITY, pauseMs, onRetry } = rules;
  const deadline = performance.now() + withinMs;
  for (let attempt = 1; ; attempt += 1) {
    const pause = pauseMs(attempt);
    try {
      return await work(attempt);
    } catch (error) {
      if (attempt === attempts || !passes(error) || performance.now() + pause > deadline) throw error;
    }
    onRetry?.();
    await sleep(pause);
  }
}

/** After losing against others: a little longer each time, and not for all losers alike. */
export function pauseAfterConflict(attempt: number): number {
  return Math.random() * 20 * attempt;
}
