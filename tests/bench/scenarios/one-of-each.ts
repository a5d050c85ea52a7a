import { randomBytes } from 'node:crypto';
import { storeFreshOrders } from '../history/fresh-orders.js';
import type { Access } from '../measure/accounts.js';
import type { Call, Client } from '../measure/client.js';
import { movingOf, placing, readingOf } from './counter-steps.js';
import { KNOWN_ORDER } from './history-orders.js';
import { newOrder } from './order-bodies.js';

/** Hears of every request before it is made, makes it, and answers what came back. */
export type Around = (name: string, make: () => Promise<Buffer>) => Promise<Buffer>;

/** What scenarios read, a request of each kind. */
export function readsOfEach(access: Access): Record<string, Call> {
  const { employee, admin } = access;
  return {
    'GET /ping': { path: '/ping' },
    'GET /api/services': readingOf('services', access, 0),
    'GET /api/orders?email=': { path: '/api/orders?email=c1@example.com', headers: employee },
    'GET /api/orders/:id': readingOf('single', access, 0),
    'GET /employee/api/orders': readingOf('list', access, 0),
    'GET /admin/api/orders (search)': { ...readingOf('search', access, 0), headers: admin },
    'GET /admin/api/dashboard-summary': readingOf('dashboard', access, 0),
    'GET barcode.png, stored': { path: `/api/orders/${KNOWN_ORDER}/barcode.png` },
  };
}

/** What scenarios write, a request of each kind in the order of an order's life. */
export async function writeOneOfEach(
  client: Client,
  access: Access,
  databaseUrl: string,
  around: Around,
): Promise<void> {
  const answer = await around('POST /api/orders, returning customer', () => client.call(placing()));
  const { id } = (JSON.parse(answer.toString()) as { order: { id: string } }).order;
  await around('POST /api/orders, new customer', () =>
    client.call({ method: 'POST', path: '/api/orders', body: newOrder() }),
  );
  await around('PUT order status, ready', () => client.call(movingOf('ready', id, access)));
  await around('POST /worker/scan, picked up', () => client.call(movingOf('picked up', id, access)));
  await around('POST /worker/scan, delivered', () => client.call(movingOf('delivered', id, access)));
  await sendBatch(client, access, databaseUrl, around);
}

async function sendBatch(client: Client, { admin: headers }: Access, databaseUrl: string, around: Around) {
  const order_ids = await storeFreshOrders(databaseUrl, 100, randomBytes(2).toString('hex'));
  const path = '/admin/api/transit-batches';
  const body = { order_ids, type: 'STORE_TO_FACTORY', created_by: 'counter' };
  const made = await around('POST batch of 100', () => client.call({ method: 'POST', path, headers, body }));
  const { id } = JSON.parse(made.toString()) as { id: number };
  for (const step of ['initiate', 'receive', 'complete']) {
    await around(`PUT batch of 100, ${step}`, () =>
      client.call({ method: 'PUT', path: `${path}/${id}/${step}`, headers }),
    );
  }
}
