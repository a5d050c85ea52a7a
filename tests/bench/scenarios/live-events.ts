import { setTimeout as sleep } from 'node:timers/promises';
import { hireEmployees } from '../measure/accounts.js';
import { openClient } from '../measure/client.js';
import { closedLoop } from '../measure/closed-loop.js';
import { openListeners } from '../measure/listeners.js';
import type { Round } from '../measure/load.js';
import { residentMiB } from '../measure/process-usage.js';
import { median, spreadOf } from '../measure/spread.js';
import type { Stage } from '../measure/stage.js';
import type { Target } from '../measure/targets.js';
import { placing } from './counter-steps.js';
import type { Finding, Trial } from './scenario.js';

const EMPLOYEES = 20;
/** The most that one account may have. */
const STREAMS_EACH = 10;
const CONNECTIONS = 4;
const PATIENCE_MS = 10_000;

export const liveEventsTrial: Trial = { name: 'orders with 200 live-event clients', run: ordersWithListeners };

type Pair = {
  without: Round;
  with: Round;
  delays: number[];
  lost: number;
  doubled: number;
  closed: number;
  rssMiB: number;
};

/** Orders as fast as four clerks place them, without and with everybody's screens open, in turns. */
async function ordersWithListeners(stage: Stage): Promise<Finding> {
  const { target, access } = await stage.startProduct('live');
  const employees = await hireEmployees(target, access.admin, EMPLOYEES);
  const everybody = employees.flatMap((headers) => Array.from({ length: STREAMS_EACH }, () => headers));
  const seconds = Math.max(2, stage.options.seconds);
  await placeOrders(target, 1);
  const quietMiB = residentMiB(target.pid);
  const pairs: Pair[] = [];
  for (let round = 0; round < stage.options.rounds; round += 1) {
    const { round: without } = await placeOrders(target, seconds);
    pairs.push({ without, ...(await withListeners(target, everybody, seconds)) });
  }
  const of = (figure: (pair: Pair) => number) => median(pairs.map(figure));
  const sum = (figure: (pair: Pair) => number) => pairs.reduce((total, pair) => total + figure(pair), 0);
  const delay = spreadOf(pairs.flatMap(({ delays }) => delays));
  return {
    figures: [
      { label: 'orders without', value: of(({ without }) => without.perSecond), unit: '/s' },
      { label: 'orders with', value: of((pair) => pair.with.perSecond), unit: '/s' },
      { label: 'ratio, median of pairs', value: of((pair) => pair.with.perSecond / pair.without.perSecond), unit: '×' },
      { label: 'events told', value: delay.count, unit: '' },
      { label: 'answer to arrival, p50', value: delay.p50, unit: 'ms' },
      { label: 'answer to arrival, p99', value: delay.p99, unit: 'ms' },
      { label: 'RSS before the first client', value: quietMiB, unit: 'MiB' },
      { label: 'RSS with clients', value: of(({ rssMiB }) => rssMiB), unit: 'MiB' },
    ],
    budgets: [
      { what: 'clients let go', is: 'at most', limit: 0, value: sum(({ closed }) => closed) },
      { what: 'events that a client did not see', is: 'at most', limit: 0, value: sum(({ lost }) => lost) },
      { what: 'events that a client saw twice', is: 'at most', limit: 0, value: sum(({ doubled }) => doubled) },
      { what: 'answer to arrival, p99 in ms', is: 'at most', limit: 1_000, value: delay.p99 },
    ],
  };
}

async function withListeners(target: Target, everybody: Record<string, string>[], seconds: number) {
  const listeners = await openListeners(target, everybody);
  const { round, answeredAt } = await placeOrders(target, seconds);
  const lostOf = () => listeners.arrivals().map((seen) => [...answeredAt.keys()].filter((id) => !seen.has(id)).length);
  const deadline = performance.now() + PATIENCE_MS;
  await sleep(200);
  while (lostOf().some((lost) => lost > 0) && performance.now() < deadline) await sleep(200);
  const arrivals = listeners.arrivals();
  const closed = everybody.length - listeners.open();
  const rssMiB = residentMiB(target.pid);
  listeners.close();
  return {
    with: round,
    // An event may be there before the answer: then nobody waited for it.
    delays: arrivals.flatMap((seen) =>
      [...answeredAt].flatMap(([id, at]) => (seen.get(id) ?? []).map((came) => Math.max(0, came - at))),
    ),
    lost: lostOf().reduce((sum, lost) => sum + lost, 0),
    doubled: arrivals.flatMap((seen) => [...seen.values()].filter((times) => times.length > 1)).length,
    closed,
    rssMiB,
  };
}

async function placeOrders(target: Target, seconds: number) {
  const client = openClient(target.url, CONNECTIONS);
  const answeredAt = new Map<string, number>();
  const round = await closedLoop(target, CONNECTIONS, { seconds }, async (timed) => {
    const answer = await timed('order', () => client.call(placing()));
    answeredAt.set((JSON.parse(answer.toString()) as { order: { id: string } }).order.id, performance.now());
  });
  client.close();
  return { round, answeredAt };
}
