import { setTimeout as sleep } from 'node:timers/promises';
import { openClient } from '../measure/client.js';
import { closedLoop } from '../measure/closed-loop.js';
import { residentMiB } from '../measure/process-usage.js';
import type { Stage } from '../measure/stage.js';
import { clerksTurn, type Shares } from './counter-day.js';
import type { Finding, Trial } from './scenario.js';

/** A 50-shop chain in its busiest hour: a fifth of the day's 195,000 writes, which is 11 a second, and 15 polls of a board. */
const WRITES_A_MINUTE = 11 * 60;
const READS_A_MINUTE = 15 * 60;
const CONNECTIONS = 8;
const BUDGET = 1.1;
/**
 * An hour has pauses, in which the heap is cleared and threads without work end (after 30 s); an hour sent in minutes has none, and where
 * in its saw-tooth of 150 MiB the heap happens to be says nothing of what is kept.
 */
const REST_MS = 45_000;

/** Such a minute's requests, at the same shares. */
const HOUR: Shares = {
  reads: { list: 30, single: 20, search: 8, services: 2 },
  writes: { order: 11, ready: 11, 'picked up': 11, delivered: 11 },
};

export const memoryTrial: Trial = { name: 'memory over a busy hour’s requests', run: memoryOverAnHour };

/** The requests of so many minutes as fast as the server takes them, which is much faster than a minute each. */
async function memoryOverAnHour(stage: Stage): Promise<Finding> {
  const { target, access } = await stage.startProduct('memory');
  const { minutes } = stage.options;
  const client = openClient(target.url, CONNECTIONS);
  const turn = clerksTurn(HOUR, client, access, CONNECTIONS);
  const beforeMiB = residentMiB(target.pid);
  const startedAt = performance.now();
  const busy: number[] = [];
  const send = async (howMany: number) => {
    for (let minute = 0; minute < howMany; minute += 1) {
      await closedLoop(target, CONNECTIONS, { turns: WRITES_A_MINUTE + READS_A_MINUTE }, turn);
      busy.push(residentMiB(target.pid));
    }
    await sleep(REST_MS);
    return residentMiB(target.pid);
  };
  const first = await send(1);
  const last = await send(minutes - 1);
  const seconds = (performance.now() - startedAt - 2 * REST_MS) / 1_000;
  client.close();
  const growth = last / first;
  return {
    figures: [
      { label: 'minutes of a busy hour', value: minutes, unit: '' },
      { label: 'done in', value: seconds, unit: 's' },
      { label: 'RSS when ready', value: beforeMiB, unit: 'MiB' },
      { label: 'RSS at rest after the first minute', value: first, unit: 'MiB' },
      { label: 'RSS at rest after the last', value: last, unit: 'MiB' },
      { label: 'highest at the end of a minute', value: Math.max(...busy), unit: 'MiB' },
      { label: 'last / first', value: growth, unit: '×' },
    ],
    budgets: [
      { what: 'RSS at rest after the last minute / after the first', is: 'at most', limit: BUDGET, value: growth },
    ],
  };
}
