import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Statement } from '../../src/db/watch-statements.js';
import { startApp, type TestApp } from '../support/app.js';
import { aBatch, allMoves, type Clerk, cancelBatch, ordersAtStore } from '../support/batches.js';
import { anAdmin } from '../support/clients.js';
import { planOf } from '../support/query-plan.js';

let app: TestApp;
let clerk: Clerk;
const statements: Statement[] = [];
beforeAll(async () => {
  app = await startApp({}, { onStatement: (statement) => statements.push(statement) });
  clerk = { portal: '/admin/api', headers: await anAdmin(app) };
});
beforeEach(() => {
  statements.length = 0;
});
afterAll(() => app.close());

/** What the database would scan for the statements seen since the last call. The catalogue may be: it is some hundred rows. */
async function scans(): Promise<string[]> {
  const seen = statements.splice(0).filter(({ query }) => /^\s*(SELECT|UPDATE|DELETE)/i.test(query));
  expect(seen.length).toBeGreaterThan(0);
  const plans = await Promise.all(seen.map((statement) => planOf(app, statement)));
  return plans.flat().filter((step) => !/services/.test(step));
}

test('the dashboard reads no table from end to end', async () => {
  const query = { from: '2026-01-01', to: '2026-01-03' };
  const response = await app.http.get('/admin/api/dashboard-summary').query(query).set(clerk.headers);

  expect(response.status).toBe(200);
  expect(await scans()).toEqual([]);
});

test('the audit log, however it is filtered, reads no table from end to end', async () => {
  const read = (query: object) => app.http.get('/admin/api/audit-log').query(query).set(clerk.headers);
  await aBatch(app, clerk, await ordersAtStore(app, 1), 'STORE_TO_FACTORY', allMoves);
  statements.length = 0;

  const first = await read({ limit: 2 });
  await app.http.get(/<(.*)>/.exec(first.headers['link'] ?? '')?.[1] ?? '').set(clerk.headers);
  await read({ entity: 'transit-batch', from: '2026-01-01' });
  await read({ actor: 'admin:1', to: '2026-01-01' });

  expect(await scans()).toEqual([]);
});

test('the life of a batch reads no table from end to end', async () => {
  const orderIds = await ordersAtStore(app, 3);
  statements.length = 0;
  await aBatch(app, clerk, orderIds.slice(0, 2), 'STORE_TO_FACTORY', allMoves);
  await cancelBatch(app, clerk, (await aBatch(app, clerk, orderIds.slice(2))).id);
  await app.http.get('/admin/api/transit-batches').query({ status: 'PENDING', limit: 5 }).set(clerk.headers);

  expect(await scans()).toEqual([]);
});
