import { performance } from 'node:perf_hooks';

/** With so much of its time in use, whatever is done keeps something else waiting. */
const BUSY = 0.7;
const WINDOW_MS = 100;

let before = performance.eventLoopUtilization();
let lookedAt = 0;
let isBusy = false;

/** Whether the event loop had little time left lately: in the last whole window. */
export function isLoopBusy(): boolean {
  const now = performance.now();
  if (now - lookedAt < WINDOW_MS) return isBusy;
  const current = performance.eventLoopUtilization();
  isBusy = performance.eventLoopUtilization(current, before).utilization > BUSY;
  before = current;
  lookedAt = now;
  return isBusy;
}
