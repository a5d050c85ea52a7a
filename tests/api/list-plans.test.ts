import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Statement } from '../../src/db/watch-statements.js';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder } from '../support/builders.js';
import { type Account, anAdmin, aWorker } from '../support/clients.js';
import { aDelivery, aReadyOrder } from '../support/deliveries.js';
import { planOf } from '../support/query-plan.js';

let app: TestApp;
let admin: { Cookie: string };
let driver: Account;
const statements: Statement[] = [];
beforeAll(async () => {
  app = await startApp({}, { onStatement: (statement) => statements.push(statement) });
  admin = await anAdmin(app);
  driver = await aWorker(app, 'WORKER');
});
beforeEach(() => {
  statements.length = 0;
});
afterAll(() => app.close());

/** What the database would scan for the statements seen since the last call. The catalogue may be: it is some hundred rows. */
async function scans(): Promise<string[]> {
  const seen = statements.splice(0).filter(({ query }) => /^\s*(WITH|SELECT|UPDATE|DELETE)/i.test(query));
  expect(seen.length).toBeGreaterThan(0);
  const plans = await Promise.all(seen.map((statement) => planOf(app, statement)));
  return plans.flat().filter((step) => !/services/.test(step));
}

const read = async (path: string, query: object = {}, headers: Record<string, string> = admin) => {
  const response = await app.http.get(path).query(query).set(headers);
  expect(response.status).toBe(200);
  return response;
};

/** How many statements count rows one by one; what a page of customers ordered is grouped, and no more than theirs. */
const counting = () =>
  statements.filter(({ query }) => /COUNT\(\*\)/i.test(query) && !/revoked_tokens|GROUP BY/.test(query)).length;

test('lists of orders, however they are filtered, read no table from end to end, and count none row by row', async () => {
  for (let made = 0; made < 3; made += 1) await anOrder(app);
  statements.length = 0;
  const first = await read('/admin/api/orders', { limit: 1 });
  await read(/<(.*)>/.exec(first.headers['link'] ?? '')?.[1] ?? '');
  await read('/admin/api/orders', { limit: 1, status: 'Delivered' });
  await read('/admin/api/orders', { limit: 1, status: 'At Store', from: '2001-01-01' });
  await read('/admin/api/orders', { limit: 1, from: '2026-01-01', to: '2026-12-31' });
  await read('/employee/api/orders', { all: 1, limit: 1 });

  expect(counting()).toBe(0);
  expect(await scans()).toEqual([]);
});

test('so do lists of customers, deliveries, scans, batches and the audit log', async () => {
  await aDelivery(app, admin, driver);
  statements.length = 0;
  await read('/admin/api/customers', { limit: 1 });
  await read('/admin/api/customers', { limit: 1, status: 'active' });
  await read('/admin/api/deliveries', { limit: 1 });
  await read('/admin/api/deliveries', { limit: 1, status: 'pending', workerId: driver.id });
  await read('/worker/api/deliveries', { limit: 1 }, driver.as());
  await read('/worker/api/tracks', { limit: 1 }, driver.as());
  await read('/admin/api/transit-batches', { limit: 1 });
  await read('/admin/api/transit-batches', { limit: 1, status: 'PENDING', type: 'FACTORY_TO_STORE' });
  await read('/admin/api/audit-log', { limit: 1 });
  await read('/admin/api/audit-log', { limit: 1, actor: 'admin:1', entity: 'delivery' });
  await read('/admin/api/audit-log', { limit: 1, from: '2026-01-01', to: '2026-12-31' });

  expect(counting()).toBe(0);
  expect(await scans()).toEqual([]);
});

test('searches, single records and the orders of one customer read no table from end to end', async () => {
  const { order } = await anOrder(app);
  statements.length = 0;
  await read('/admin/api/orders', { limit: 1, q: '9800000001' });
  await read('/admin/api/orders', { limit: 1, q: `${order.id}-1` });
  await read('/admin/api/orders', { limit: 1, email: order.customerEmail });
  await read('/api/orders', { email: order.customerEmail });
  await read(`/employee/api/orders/${order.id}`);
  await read('/employee/api/customers', { q: 'asha 98' });
  await read(`/admin/api/customers/${order.customerId}`);

  expect(await scans()).toEqual([]);
});

test('searches for garments, rare and common, alone and of a customer, read no table from end to end', async () => {
  const { order } = await anOrder(app, { customerName: 'Planned Rao', specialInstructions: 'Sherwani' });
  await app.deps.db.service.update({ where: { id: 's1' }, data: { name: 'Kurta', usageCount: { increment: 5_000 } } });
  statements.length = 0;
  for (const q of ['sherwani', 'kurta', 'rao sherwani', 'rao kurta', 'sherwani kurta', order.id.slice(0, 5)])
    await read('/admin/api/orders', { limit: 1, q });

  expect(await scans()).toEqual([]);
});

test('a status move, the life of a delivery and a scan read no table from end to end', async () => {
  const { id } = await aDelivery(app, admin, driver);
  const orderId = await aReadyOrder(app);
  const { order } = await anOrder(app);
  statements.length = 0;
  const ready = { status: 'Ready for Delivery' };
  const answers = [
    await app.http.put(`/employee/api/orders/${order.id}/status`).set(admin).send(ready),
    await app.http.put(`/worker/api/deliveries/${id}/start`).set(driver.as()),
    await app.http.put(`/worker/api/deliveries/${id}/deliver`).set(driver.as()),
    await app.http.post('/worker/scan').set(driver.as()).send({ orderId, orderStatus: 'Checkpoint', location: 'gate' }),
  ];

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 201]);
  expect(await scans()).toEqual([]);
});

test('the dashboard adds up no order of its range row by row', async () => {
  await read('/admin/api/dashboard-summary', { from: '2026-01-01', to: '2026-12-31' });
  const orders = statements.filter(({ query }) => /COUNT\(/.test(query) && /order_lines|GROUP BY/.test(query));

  expect(orders).toEqual([]);
  expect(await scans()).toEqual([]);
});
