import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { CUSTOMER } from '../measure/accounts.js';
import { openClient } from '../measure/client.js';
import { fire, type LoadRequest } from '../measure/load.js';
import { openLoop, type Paced } from '../measure/open-loop.js';
import { median } from '../measure/spread.js';
import type { Stage } from '../measure/stage.js';
import type { Target } from '../measure/targets.js';
import { unseenBarcodes } from './barcodes.js';
import { KNOWN_ORDER } from './history-orders.js';
import type { Finding, Trial } from './scenario.js';

/** Enough for a p99, and a fifth of a core: what is slow is never the load generator that has no time. */
const READS_A_SECOND = 200;
const READ_CONNECTIONS = 8;
const LOAD_CONNECTIONS = 8;
/**
 * Every thread for hashes has one at work and others waiting. More would mostly be refused and ask again at once, as no client does that
 * reads `Retry-After`: thousands of refusals a second are a flood, whose cost is another than that of logins.
 */
const LOGIN_CONNECTIONS = 2 + 2 * Math.max(1, Math.min(4, availableParallelism() - 1));
/** The load runs this long before the reads begin. */
const LEAD_MS = 300;
const BUDGET = 3;

export const loginsBesideReads: Trial = {
  name: 'reads beside logins at saturation',
  run: (stage) =>
    besideReads(stage, 'logins', LOGIN_CONNECTIONS, () => ({
      method: 'POST',
      path: '/auth/login',
      body: () => JSON.stringify(CUSTOMER),
    })),
};

export const barcodesBesideReads: Trial = {
  name: 'reads beside barcodes being rendered',
  run: (stage) => besideReads(stage, 'barcodes', LOAD_CONNECTIONS, unseenBarcodes),
};

type Pair = { idle: Paced; loaded: Paced; perSecond: number; refused: number };

/** How much longer reads at a fixed rate take while something else is asked for as fast as it goes: idle and loaded in turns. */
async function besideReads(
  stage: Stage,
  what: string,
  connections: number,
  load: (target: Target) => LoadRequest,
): Promise<Finding> {
  const { target, access } = await stage.startProduct(`beside_${what}`);
  const client = openClient(target.url, READ_CONNECTIONS);
  const read = () => client.call({ path: `/api/orders/${KNOWN_ORDER}`, headers: access.employee });
  const seconds = Math.max(3, stage.options.seconds);
  await openLoop(READS_A_SECOND, 1, read);
  await fire(target, load(target), connections, 1);
  const pairs: Pair[] = [];
  for (let round = 0; round < Math.max(3, stage.options.rounds); round += 1) {
    const idle = await openLoop(READS_A_SECOND, seconds, read);
    const [other, loaded] = await Promise.all([
      fire(target, load(target), connections, Math.ceil(seconds + (2 * LEAD_MS) / 1_000)),
      sleep(LEAD_MS).then(() => openLoop(READS_A_SECOND, seconds, read)),
    ]);
    pairs.push({ idle, loaded, perSecond: other.perSecond, refused: other.refused ?? 0 });
  }
  client.close();
  const of = (figure: (pair: Pair) => number) => median(pairs.map(figure));
  const ratio = of(({ idle, loaded }) => loaded.latency.p99 / idle.latency.p99);
  return {
    figures: [
      { label: `${what} beside`, value: of(({ perSecond }) => perSecond), unit: '/s' },
      { label: `${what} refused`, value: of(({ refused }) => refused), unit: '' },
      { label: 'read p50, idle', value: of(({ idle }) => idle.latency.p50), unit: 'ms' },
      { label: 'read p50, loaded', value: of(({ loaded }) => loaded.latency.p50), unit: 'ms' },
      { label: 'read p99, idle', value: of(({ idle }) => idle.latency.p99), unit: 'ms' },
      { label: 'read p99, loaded', value: of(({ loaded }) => loaded.latency.p99), unit: 'ms' },
      { label: 'p99 loaded / idle, median of pairs', value: ratio, unit: '×' },
      { label: 'sent late by the generator, p99, idle', value: of(({ idle }) => idle.late.p99), unit: 'ms' },
      { label: 'sent late by the generator, p99, loaded', value: of(({ loaded }) => loaded.late.p99), unit: 'ms' },
    ],
    budgets: [{ what: 'p99 of reads, loaded / idle', is: 'at most', limit: BUDGET, value: ratio }],
  };
}
