import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Statement } from '../../src/db/watch-statements.js';
import { apiEndpoints } from '../../src/routers/index.js';
import { fillHistory } from '../bench/history/fill-history.js';
import { historyOrderId } from '../bench/history/history-statements.js';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder } from '../support/builders.js';
import { aCustomer, anAdmin, aWorker } from '../support/clients.js';
import { provider } from '../support/database.js';
import { aDelivery } from '../support/deliveries.js';
import { unboundedStepsOf } from '../support/query-plan.js';
import { execute } from '../support/raw-database.js';

// Every statement that requests run, on a shop of three services and many orders, with statistics and without.
let app: TestApp;
const statements: Statement[] = [];
beforeAll(async () => {
  const onStatement = (statement: Statement) => statements.push(statement);
  app = await startApp({}, { onStatement }, async (url) => {
    await fillHistory(url, 12_000);
    await execute(url, `INSERT INTO order_search_terms (term, order_id) SELECT 'ab' || o.id, o.id FROM orders o`);
    await execute(url, `INSERT INTO order_search_terms (term, order_id) SELECT 'cd', o.id FROM orders o`);
    // Half of all are never found.
    await execute(url, 'UPDATE orders SET missing_since = created_at WHERE customer_id > 300');
  });
}, 60_000);
afterAll(() => app.close());

const ORDERS = [10, 700, 11_990].map(historyOrderId);

/** The queries with which each list is asked, beside none. */
const FILTERS: Record<string, object[]> = {
  '/admin/api/orders': [
    { status: 'Delivered' },
    { status: 'At Store' },
    { from: '2026-01-01', to: '2026-12-31' },
    { status: 'Delivered', from: '2001-01-01' },
    { q: 'asha rao' },
    { q: '9198000002' },
    { q: ORDERS[0] },
    { q: 'asha', status: 'Delivered' },
    { email: 'c7@example.com' },
    { missing: '1' },
    { missing: '1', from: '2026-01-01' },
  ],
  '/employee/api/orders': [{ all: 1 }, { all: 1, status: 'Delivered' }],
  '/api/orders': [{ email: 'c7@example.com' }],
  '/admin/api/customers': [{ status: 'active' }, { q: 'asha rao' }, { q: 'asha 9198000002' }],
  '/employee/api/customers': [{ q: 'asha rao' }],
  '/admin/api/deliveries': [{ status: 'delivered' }, { workerId: 1 }, { status: 'delivered', workerId: 1 }],
  '/admin/api/transit-batches': [
    { limit: 2, status: 'CANCELLED' },
    { limit: 2, type: 'STORE_TO_FACTORY' },
  ],
  '/admin/api/audit-log': [
    { entity: 'order' },
    { actor: 'employee:1' },
    { actor: 'employee:1', entity: 'order' },
    { from: '2026-01-01' },
  ],
  '/admin/api/dashboard-summary': [{ from: '2026-01-01', to: '2026-06-30' }],
  '/admin/api/orders.csv': [{ from: '2026-01-01', status: 'Delivered' }],
};

test('every read of every endpoint', async () => {
  const [admin, employee, driver, customer] = [
    await anAdmin(app),
    await aWorker(app, 'EMPLOYEE'),
    await aWorker(app, 'WORKER'),
    await aCustomer(app),
  ];
  const order = await anOrder(app, { customerEmail: customer.email }, customer.token);
  await aDelivery(app, admin, driver);
  const ids: Record<string, string | number> = {
    orders: order.order.id,
    qr: order.order.id,
    customers: 7,
    services: 's1',
    workers: driver.id,
    users: 1,
    deliveries: 3,
    'transit-batches': 3,
    track: order.trackingUrl.split('/').at(-1) ?? '',
  };
  statements.length = 0;
  const reads = apiEndpoints.filter(({ method, path }) => method === 'get' && !/events|webhooks|api-keys/.test(path));
  for (const { path, access } of reads) {
    const url = path.replace(/:(\w+)/, () => String(ids[path.split('/:')[0]?.split('/').at(-1) ?? '']));
    const headers =
      access === 'public'
        ? {}
        : access.includes('admin')
          ? admin
          : access.includes('employee')
            ? employee.as()
            : customer.as();
    // The history has thirty batches: all of them on a page would rightly be read from end to end.
    const plain = path.endsWith('transit-batches') ? [{ limit: 2 }] : [{}, { limit: 2 }];
    for (const query of [...plain, ...(FILTERS[path] ?? [])]) {
      const response = await app.http.get(url).query(query).set(headers);
      if (path === '/api/orders' && !('email' in query)) continue;
      expect([200, 304], `${url} ${JSON.stringify(query)}: ${response.status} ${response.text}`).toContain(
        response.status,
      );
      const next = /<(.*)>/.exec(response.headers['link'] ?? '')?.[1];
      if (next) expect((await app.http.get(next).set(headers)).status).toBe(200);
    }
  }

  expect(await unbounded()).toEqual([]);
}, 120_000);

test('a statement that reads all orders of a status, or all lines of a service, would be seen', async () => {
  statements.length = 0;
  await app.deps.db.order.count({ where: { status: 'DELIVERED' } });
  await app.deps.db.orderLine.findMany({ where: { serviceId: 's1' }, orderBy: { position: 'asc' } });
  await app.deps.db.order.findMany({ where: { customerName: 'Nobody' } });
  const seen = await unbounded();

  for (const table of ['orders_status_', 'order_lines_service_id_idx', 'orders']) {
    expect(
      seen.some((step) => step.includes(table)),
      table,
    ).toBe(true);
  }
});

/** Steps that read more rows the longer the shop is open, of what was recorded since the last call: each with its statement. */
async function unbounded(): Promise<string[]> {
  const texts = new Map<string, Statement>();
  for (const statement of statements.splice(0)) {
    if (/^\s*(WITH|SELECT|UPDATE|DELETE|INSERT)/i.test(statement.query)) texts.set(statement.query, statement);
  }
  expect(texts.size).toBeGreaterThan(2);
  const found: string[] = [];
  const { databaseUrl } = app.deps.config;
  for (const statistics of ['without', 'with']) {
    if (statistics === 'with') await execute(databaseUrl, 'ANALYZE');
    else await execute(databaseUrl, provider === 'sqlite' ? 'SELECT 1' : 'DELETE FROM pg_statistic');
    const plans = await unboundedStepsOf(databaseUrl, [...texts.values()]);
    found.push(...plans.map(({ step, query }) => `${statistics} statistics: ${step} IN ${query}`));
  }
  return found;
}
