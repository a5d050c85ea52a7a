import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Statement } from '../../src/db/watch-statements.js';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder, anOrderBody } from '../support/builders.js';
import { aCustomer, aWorker, PASSWORD } from '../support/clients.js';
import { provider } from '../support/database.js';
import { planOf } from '../support/query-plan.js';

// At a million orders no route may read a whole table. The catalogue may: it is some hundred rows, and listing it is the point.
const MAY_BE_SCANNED = /services/;

let app: TestApp;
const statements: Statement[] = [];
beforeAll(async () => {
  app = await startApp({}, { onStatement: (statement) => statements.push(statement) });
});
beforeEach(() => {
  statements.length = 0;
});
afterAll(() => app.close());

/** What the database would scan for the statements seen since the last call. */
async function scans(): Promise<string[]> {
  const seen = statements
    .splice(0)
    .filter(
      ({ query }) => /^\s*(SELECT|UPDATE|DELETE)/i.test(query) && query.includes('FROM') !== query.includes('UPDATE'),
    );
  expect(seen.length).toBeGreaterThan(0);
  const plans = await Promise.all(seen.map((statement) => planOf(app, statement)));
  return plans.flat().filter((step) => !MAY_BE_SCANNED.test(step));
}

test('placing an order, as a new customer, a returning one and a logged-in one', async () => {
  const customer = await aCustomer(app);
  statements.length = 0;
  await anOrder(app);
  await anOrder(app, { customerEmail: customer.email });
  await anOrder(app, {}, customer.token);

  expect(await scans()).toEqual([]);
});

test('reading, following and listing orders, page after page', async () => {
  const customer = await aCustomer(app);
  const staff = await aWorker(app, 'EMPLOYEE');
  const { order, trackingUrl } = await anOrder(app, { customerEmail: customer.email });
  for (let n = 0; n < 3; n += 1) await anOrder(app, { customerEmail: customer.email });
  statements.length = 0;
  const first = await app.http.get('/api/orders').query({ email: customer.email, limit: 2 }).set(customer.as());
  await app.http.get(/<(.*)>/.exec(first.headers['link'] ?? '')?.[1] ?? '').set(customer.as());
  await app.http.get('/api/orders').query({ email: customer.email }).set(staff.as());
  await app.http.get(`/api/orders/${order.id}`).set(customer.as());
  await app.http.get(`/api/orders/${order.id}/timeline`).set(staff.as());
  await app.http.get(trackingUrl);
  await app.http.get(order.barcodeUrl);

  expect(await scans()).toEqual([]);
});

test('signing up, logging in and out, changing profile and password', async () => {
  const customer = await aCustomer(app);
  await app.http.post('/auth/login').send({ email: customer.email, password: PASSWORD });
  await app.http.put('/auth/me').set(customer.as()).send({ phone: '5' });
  const changed = await app.http
    .post('/auth/change-password')
    .set(customer.as())
    .send({ current_password: PASSWORD, new_password: 'something else' });
  await app.http.post('/auth/logout').set('Authorization', `Bearer ${changed.body.token}`);
  await aWorker(app, 'WORKER');

  expect(await scans()).toEqual([]);
});

test('changing and deleting an order', async () => {
  const customer = await aCustomer(app);
  const { order } = await anOrder(app, { customerEmail: customer.email }, customer.token);
  statements.length = 0;
  await app.http
    .put(`/api/orders/${order.id}`)
    .set(customer.as())
    .send(anOrderBody({ serviceIds: ['s2'] }));
  await app.http.delete(`/api/orders/${order.id}`).query({ email: customer.email }).set(customer.as());

  expect(await scans()).toEqual([]);
});

test('a statement without an index would be seen', async () => {
  await app.deps.db.order.findMany({ where: { customerName: 'Nobody' } });

  expect(await scans()).toEqual([expect.stringContaining(provider === 'sqlite' ? 'SCAN' : 'Seq Scan')]);
});
