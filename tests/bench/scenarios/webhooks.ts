import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { aReceiver } from '../../support/receiver.js';
import { openClient } from '../measure/client.js';
import { closedLoop } from '../measure/closed-loop.js';
import { spreadOf } from '../measure/spread.js';
import type { Stage } from '../measure/stage.js';
import { placing } from './counter-steps.js';
import type { Finding, Trial } from './scenario.js';

const ORDERS = 500;
const CONNECTIONS = 8;
const PATIENCE_MS = 60_000;
/** Writes a second of a 50-shop chain in bursts: each may be an event that somebody waits for. */
const CHAIN_BURST = 33;

export const webhookTrial: Trial = { name: 'webhooks: 500 orders placed and told', run: drainOutbox };

/** Orders as fast as the server takes them, with a webhook to a receiver on this machine, until the last was told of. */
async function drainOutbox(stage: Stage): Promise<Finding> {
  const receiver = await aReceiver();
  // Production sends to public addresses over TLS alone. What differs otherwise: answers are checked against their schemas.
  const { target, access } = await stage.startProduct('webhooks', { env: { NODE_ENV: 'development' } });
  const client = openClient(target.url, CONNECTIONS);
  const body = { url: `${receiver.url}?${randomUUID()}`, events: ['order.created'] };
  await client.call({ method: 'POST', path: '/admin/api/webhooks', headers: access.admin, body });
  const answeredAt = new Map<string, number>();
  const placed = await closedLoop(target, CONNECTIONS, { turns: ORDERS }, async (timed) => {
    const answer = await timed('order', () => client.call(placing()));
    answeredAt.set((JSON.parse(answer.toString()) as { order: { id: string } }).order.id, performance.now());
  });
  const deadline = performance.now() + PATIENCE_MS;
  while (receiver.received.length < ORDERS && performance.now() < deadline) await sleep(20);
  // Long enough that one sent twice would have come.
  await sleep(500);
  client.close();
  await receiver.close();
  const told = receiver.received.map(({ body: text, at }) => ({
    id: (JSON.parse(text) as { data: { orderId: string } }).data.orderId,
    at,
  }));
  const firsts = new Map(told.toReversed().map(({ id, at }) => [id, at]));
  const delays = [...answeredAt].map(([id, at]) => (firsts.get(id) ?? Number.NaN) - at);
  const times = told.map(({ at }) => at);
  const perSecond = (told.length / (Math.max(...times) - Math.min(...times))) * 1_000;
  const delay = spreadOf(delays);
  const missing = delays.filter(Number.isNaN).length;
  return {
    figures: [
      { label: 'orders placed meanwhile', value: placed.perSecond, unit: '/s' },
      { label: 'deliveries', value: perSecond, unit: '/s' },
      { label: 'answer to delivery, p50', value: delay.p50, unit: 'ms' },
      { label: 'answer to delivery, p99', value: delay.p99, unit: 'ms' },
      { label: 'sent twice', value: told.length - firsts.size, unit: '' },
    ],
    budgets: [
      { what: 'deliveries a second, as a 50-shop chain bursts', is: 'at least', limit: CHAIN_BURST, value: perSecond },
      { what: 'events never delivered', is: 'at most', limit: 0, value: missing },
    ],
  };
}
