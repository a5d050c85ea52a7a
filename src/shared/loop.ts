import { AsyncResource } from 'node:async_hooks';
import type { Logger } from './logger.js';

export type Loop = {
  /** Asks for a run as soon as may be; a run under way is followed by another. */
  wake(): void;
  /** No run begins any more; resolves when the one under way is over. */
  stop(): Promise<void>;
};

/**
 * Runs `work` when woken, and at least every `everyMs` in case nobody woke it, one run at a time and at most one in `gapMs`. What it
 * throws is logged once and tried again: a database that is away comes back.
 */
export function startLoop(
  work: () => Promise<void>,
  options: { name: string; everyMs: number; gapMs: number; logger: Logger },
): Loop {
  const { name, everyMs, gapMs, logger } = options;
  let [stopped, woken, failing] = [false, false, false];
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let lastAt = Number.NEGATIVE_INFINITY;

  // Woken in the middle of a request, it is no part of it: neither of its log nor of its time.
  const begin = AsyncResource.bind(() => {
    running = run();
  });
  const run = async () => {
    woken = false;
    lastAt = performance.now();
    try {
      await work();
      failing = false;
    } catch (error) {
      // Told once, not every second of an outage.
      if (!failing) logger.warn({ error, loop: name }, 'background work failed and is tried again');
      failing = true;
    }
    running = undefined;
    plan();
  };
  const plan = () => {
    clearTimeout(timer);
    if (stopped || running) return;
    const soon = woken && !failing;
    const inMs = soon ? Math.max(0, lastAt + gapMs - performance.now()) : everyMs;
    timer = setTimeout(begin, inMs);
    timer.unref();
  };

  woken = true;
  plan();
  return {
    wake: () => {
      if (woken) return;
      woken = true;
      plan();
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
