import { setTimeout as sleep } from 'node:timers/promises';

const LONGEST_PAUSE_MS = 250;

/**
 * Work that is done one piece at a time, in the order in which it was asked for, with a pause as long as the piece before: however much
 * of it there is, half of the time is everybody else's. Passes on what the work throws.
 */
export function createTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    let tookMs = 0;
    const turn = last.then(async () => {
      const start = performance.now();
      try {
        return await work();
      } finally {
        tookMs = performance.now() - start;
      }
    });
    const pause = () => sleep(Math.min(tookMs, LONGEST_PAUSE_MS), undefined, { ref: false });
    last = turn.then(pause, pause);
    return turn;
  };
}
