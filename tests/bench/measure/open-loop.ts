import { setTimeout as sleep } from 'node:timers/promises';
import { type Spread, spreadOf } from './spread.js';

/** `latency` counts from when a request was due, `late` is how long after that it was sent: the part of the load generator. */
export type Paced = { latency: Spread; late: Spread };

/**
 * Sends `perSecond` requests a second whether or not the ones before were answered, so that a server that stalls is not asked less.
 * A latency counts from the time a request was due. Throws when one failed.
 */
export async function openLoop(perSecond: number, seconds: number, send: () => Promise<unknown>): Promise<Paced> {
  const latencies: number[] = [];
  const late: number[] = [];
  const failures: unknown[] = [];
  const underWay: Promise<unknown>[] = [];
  const startedAt = performance.now();
  for (let index = 0; index < perSecond * seconds; index += 1) {
    const due = startedAt + (index * 1_000) / perSecond;
    const wait = due - performance.now();
    if (wait > 0) await sleep(wait);
    late.push(performance.now() - due);
    const answered = send().then(() => latencies.push(performance.now() - due));
    underWay.push(answered.catch((error: unknown) => failures.push(error)));
  }
  await Promise.all(underWay);
  if (failures.length > 0) throw failures[0];
  return { latency: spreadOf(latencies), late: spreadOf(late) };
}
