import { setTimeout as sleep } from 'node:timers/promises';
import { openClient } from '../measure/client.js';
import { closedLoop } from '../measure/closed-loop.js';
import { residentMiB } from '../measure/process-usage.js';
import { median } from '../measure/spread.js';
import type { Stage } from '../measure/stage.js';
import type { Target } from '../measure/targets.js';
import { clerksTurn, type Shares } from './counter-day.js';
import type { Finding, Trial } from './scenario.js';

/** A 50-shop chain in its busiest hour: a fifth of the day's 195,000 writes, which is 11 a second, and 15 polls of a board. */
const WRITES_A_MINUTE = 11 * 60;
const READS_A_MINUTE = 15 * 60;
const CONNECTIONS = 8;
const BUDGET = 1.1;

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
  const after: number[] = [];
  for (let minute = 0; minute < minutes; minute += 1) {
    await closedLoop(target, CONNECTIONS, { turns: WRITES_A_MINUTE + READS_A_MINUTE }, turn);
    after.push(await residentAtRest(target));
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  client.close();
  const [first = Number.NaN] = after;
  const growth = (after.at(-1) ?? Number.NaN) / first;
  return {
    figures: [
      { label: 'minutes of a busy hour', value: minutes, unit: '' },
      { label: 'done in', value: seconds, unit: 's' },
      { label: 'RSS when ready', value: beforeMiB, unit: 'MiB' },
      { label: 'RSS after the first minute', value: first, unit: 'MiB' },
      { label: 'RSS after the last', value: after.at(-1) ?? Number.NaN, unit: 'MiB' },
      { label: 'highest in between', value: Math.max(...after), unit: 'MiB' },
      { label: 'last / first', value: growth, unit: '×' },
    ],
    budgets: [{ what: 'RSS after the last minute / after the first', is: 'at most', limit: BUDGET, value: growth }],
  };
}

/** The middle of a few looks while nothing is asked for, when collections that are due have their time. */
async function residentAtRest(target: Target): Promise<number> {
  const looks: number[] = [];
  for (let look = 0; look < 5; look += 1) {
    await sleep(50);
    looks.push(residentMiB(target.pid));
  }
  return median(looks);
}
