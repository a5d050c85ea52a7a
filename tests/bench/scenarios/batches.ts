import { randomBytes } from 'node:crypto';
import { storeFreshOrders } from '../history/fresh-orders.js';
import { openClient } from '../measure/client.js';
import { closedLoop } from '../measure/closed-loop.js';
import type { Scenario } from './scenario.js';

const ORDERS = 100;
const STEPS = ['initiate', 'receive', 'complete'] as const;

/** A van's load, from the counter to the factory floor: four requests a batch. Reports batches a second, and milliseconds a request. */
export const batchScenario: Scenario = {
  name: 'batch of 100 orders: created, initiated, received, completed',
  budget: 0.6,
  connections: [4],
  against: ['product', 'reference'],
  run: async ({ target, access, connections, seconds }) => {
    const batches = Math.max(4, Math.round(seconds * 6));
    const ids = await storeFreshOrders(target.databaseUrl, batches * ORDERS, randomBytes(2).toString('hex'));
    const queue = Array.from({ length: batches }, (_, index) => ids.slice(index * ORDERS, (index + 1) * ORDERS));
    const client = openClient(target.url, connections);
    const send = { headers: access.admin };
    const path = '/admin/api/transit-batches';
    const round = await closedLoop(target, connections, { turns: batches }, async (timed) => {
      const body = { order_ids: queue.pop() ?? [], type: 'STORE_TO_FACTORY', created_by: 'counter' };
      const made = await timed('create', () => client.call({ ...send, method: 'POST', path, body }));
      const { id } = JSON.parse(made.toString()) as { id: number };
      for (const step of STEPS) {
        await timed(step, () => client.call({ ...send, method: 'PUT', path: `${path}/${id}/${step}` }));
      }
    });
    client.close();
    return { ...round, perSecond: round.perSecond / (STEPS.length + 1) };
  },
};
