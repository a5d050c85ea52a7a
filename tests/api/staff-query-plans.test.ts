import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Statement } from '../../src/db/watch-statements.js';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder } from '../support/builders.js';
import { planOf } from '../support/query-plan.js';
import { aCustomerRecord, type Calls, callsAsAdmin } from '../support/staff.js';

// At a million orders no route may read a whole table. The catalogue may: it is some hundred rows. How many orders there are in
// all cannot be told without counting them, but that reads an index and no rows.
const MAY_BE_SCANNED = /services/;

let app: TestApp;
let admin: Calls;
const statements: Statement[] = [];
beforeAll(async () => {
  app = await startApp({}, { onStatement: (statement) => statements.push(statement) });
  admin = await callsAsAdmin(app);
});
beforeEach(() => {
  statements.length = 0;
});
afterAll(() => app.close());

async function scans(): Promise<string[]> {
  const seen = statements.splice(0).filter(({ query }) => /^\s*(SELECT|UPDATE|DELETE)/i.test(query));
  expect(seen.length).toBeGreaterThan(0);
  const plans = await Promise.all(
    seen.map(async (statement) => ({ query: statement.query, plan: await planOf(app, statement) })),
  );
  return plans
    .filter(({ plan }) => plan.some((step) => !MAY_BE_SCANNED.test(step)))
    .map(({ query, plan }) => `${plan} ${query}`);
}

test('finding, entering, changing and erasing customers', async () => {
  const customer = await aCustomerRecord(admin);
  await anOrder(app, { customerEmail: customer.email, customerName: 'Somebody Else' });
  statements.length = 0;
  await admin.get('/admin/api/customers', { limit: 1 });
  await admin.get('/admin/api/customers', { q: 'lata nair 98' });
  await admin.put(`/admin/api/customers/${customer.id}`, { name: 'Renamed' });
  await admin.delete(`/admin/api/customers/${customer.id}`);

  expect(await scans()).toEqual([]);
});

test('finding, changing and cancelling orders', async () => {
  const { order } = await anOrder(app);
  statements.length = 0;
  await admin.get('/admin/api/orders', { limit: 1 });
  await admin.get('/admin/api/orders', { status: 'At Store', from: '2026-01-01', to: '2026-12-31' });
  await admin.get('/admin/api/orders', { q: 'asha rao', email: order.customerEmail });
  await admin.get('/employee/api/orders');
  await admin.put(`/admin/api/orders/${order.id}`, {
    customerName: 'X',
    serviceIds: ['s2'],
    status: 'Ready for Delivery',
  });
  await admin.delete(`/admin/api/orders/${order.id}`);

  expect(await scans()).toEqual([]);
});
