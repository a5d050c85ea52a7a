import { randomBytes } from 'node:crypto';
import { storeFreshOrders } from '../history/fresh-orders.js';
import { historyCustomer } from '../history/history-statements.js';
import { orderOf } from '../scenarios/order-bodies.js';
import { LIST_BUDGET, type Request, type Scenario } from './scenarios.js';
import { send } from './send.js';
import type { Side } from './sides.js';

const ORDERS_A_BATCH = 100;
const BATCHES = '/admin/api/transit-batches';

const post = (path: string, body: object, headers: Record<string, string> = {}): Request => ({
  method: 'POST',
  path,
  body,
  headers,
});
const put = (path: string, headers: Record<string, string>, body?: object): Request => ({
  method: 'PUT',
  path,
  headers,
  ...(body ? { body } : {}),
});

const write = (name: string, turns: number, prepare: NonNullable<Scenario['prepare']>): Scenario => ({
  name,
  budget: LIST_BUDGET,
  turns,
  prepare,
});

let laidOut = 0;
/** Orders whose ids begin with no hex digit: the history has none of them. */
function fresh(side: Side, count: number): Promise<string[]> {
  laidOut += 1;
  return storeFreshOrders(side.target.databaseUrl, count, `z${laidOut.toString(16).padStart(3, '0')}`);
}

async function newBatches(side: Side, turns: number): Promise<Request[]> {
  const ids = await fresh(side, turns * ORDERS_A_BATCH);
  return Array.from({ length: turns }, (_, turn) => {
    const order_ids = ids.slice(turn * ORDERS_A_BATCH, (turn + 1) * ORDERS_A_BATCH);
    return post(BATCHES, { order_ids, type: 'STORE_TO_FACTORY', created_by: 'counter' }, side.access.admin);
  });
}

/** Batches that were brought so far by these steps, and the next one. */
const batchesAt =
  (done: readonly string[], next: string) =>
  async (side: Side, turns: number): Promise<Request[]> => {
    const made: Request[] = [];
    for (const request of await newBatches(side, turns)) {
      const { id } = (await send(side.target, request)).body as { id: number };
      const step = (name: string) => put(`${BATCHES}/${id}/${name}`, side.access.admin);
      for (const name of done) await send(side.target, step(name));
      made.push(step(next));
    }
    return made;
  };

async function readyOrders(side: Side, turns: number): Promise<string[]> {
  const ids = await fresh(side, turns);
  for (const id of ids) await send(side.target, ready(side, id));
  return ids;
}
const ready = (side: Side, id: string) =>
  put(`/employee/api/orders/${id}/status`, side.access.employee, { status: 'Ready for Delivery' });

async function deliveries(side: Side, turns: number): Promise<Request[]> {
  const { body } = await send(side.target, { path: '/admin/api/workers', headers: side.access.admin });
  const driver = (body as { id: number; email: string }[]).find(({ email }) => email === 'driver@example.com');
  const ids = await readyOrders(side, turns);
  return ids.map((orderId) =>
    post('/admin/api/deliveries', { orderId, workerId: driver?.id, address: '1 Main Street' }, side.access.admin),
  );
}

async function startedDeliveries(side: Side, turns: number): Promise<Request[]> {
  const made: Request[] = [];
  for (const request of await deliveries(side, turns)) {
    const { id } = (await send(side.target, request)).body as { id: number };
    made.push(put(`/worker/api/deliveries/${id}/start`, side.access.driver));
  }
  return made;
}

export const writeScenarios: Scenario[] = [
  write('order of a returning customer', 150, async (_side, turns) =>
    Array.from({ length: turns }, (_, turn) => {
      const { name, email, phone } = historyCustomer((turn % 400) + 1);
      return post('/api/orders', orderOf(email, name, phone));
    }),
  ),
  write('order of a new customer', 150, async (_side, turns) =>
    Array.from({ length: turns }, () =>
      post('/api/orders', orderOf(`n.${randomBytes(6).toString('hex')}@example.com`)),
    ),
  ),
  write('status move', 150, async (side, turns) => (await fresh(side, turns)).map((id) => ready(side, id))),
  write('order cancelled', 100, async (side, turns) =>
    (await fresh(side, turns)).map((id) => put(`/admin/api/orders/${id}`, side.access.admin, { status: 'Cancelled' })),
  ),
  write('delivery made', 60, deliveries),
  write('delivery started', 60, startedDeliveries),
  write('batch of 100 made', 15, newBatches),
  write('batch of 100 initiated', 15, batchesAt([], 'initiate')),
  write('batch of 100 completed', 15, batchesAt(['initiate', 'receive'], 'complete')),
];
