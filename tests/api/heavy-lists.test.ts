import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Statement } from '../../src/db/watch-statements.js';
import { startApp, type TestApp } from '../support/app.js';
import { anEmail, anOrder } from '../support/builders.js';
import { aCustomer, anAdmin, aWorker } from '../support/clients.js';
import { heavyOrders } from '../support/heavy-orders.js';

/** A page of 4 MiB, and what its rows weigh more than was thought. */
const HEAVIEST = 4.5 * 1_048_576;

let app: TestApp;
const statements: Statement[] = [];
beforeAll(async () => {
  app = await startApp({}, { onStatement: (statement) => statements.push(statement) });
});
afterAll(() => app.close());

type Walk = { ids: unknown[]; heaviest: number; pages: number; totals: Set<string> };

/** Every page from this path on, as clients follow them; `between` happens after each. */
async function walk(path: string, as: Record<string, string>, between = async () => {}): Promise<Walk> {
  const seen: Walk = { ids: [], heaviest: 0, pages: 0, totals: new Set() };
  for (let next: string | undefined = path; next !== undefined; ) {
    const page: Awaited<ReturnType<TestApp['http']['get']>> = await app.http.get(next).set(as);
    expect(page.status).toBe(200);
    expect(page.body.length).toBeGreaterThan(0);
    seen.ids.push(...page.body.map((row: { id: unknown }) => row.id));
    seen.heaviest = Math.max(seen.heaviest, Buffer.byteLength(page.text));
    seen.pages += 1;
    seen.totals.add(String(page.headers['x-total-count']));
    next = /<([^>]+)>; rel="next"/.exec(String(page.headers['link'] ?? ''))?.[1];
    await between();
  }
  return seen;
}

test('a list of heavy orders comes in pages of about 4 MB, each order once, while others are placed', async () => {
  const owner = await aCustomer(app);
  const ids = await heavyOrders(app, owner.id, 90);

  const own = await walk(`/api/orders?email=${owner.email}`, owner.as(), async () => {
    await anOrder(app, { customerEmail: owner.email }, owner.token);
  });

  expect(own.ids).toEqual(ids);
  expect(own.heaviest).toBeLessThan(HEAVIEST);
  expect(own.pages).toBeGreaterThan(2);
  expect([...own.totals][0]).toBe('90');
});

test.each(['/admin/api/orders?status=At%20Store', '/employee/api/orders', '/employee/api/orders?all=1&limit=40'])(
  'staff open %s without a heavy answer, and find every order in it',
  async (path) => {
    const admin = await anAdmin(app);
    const owner = await aCustomer(app);
    const ids = await heavyOrders(app, owner.id, 60);

    const listed = await walk(path, admin);

    expect(listed.heaviest).toBeLessThan(HEAVIEST);
    expect(listed.ids.filter((id) => ids.includes(String(id)))).toEqual(ids);
    expect(new Set(listed.ids).size).toBe(listed.ids.length);
  },
);

test('a driver’s deliveries and the batches of the day come in pages as light', async () => {
  const [admin, driver, owner] = [await anAdmin(app), await aWorker(app, 'WORKER'), await aCustomer(app)];
  const ready = await heavyOrders(app, owner.id, 50, 'READY_FOR_DELIVERY');
  for (const orderId of ready) {
    const made = await app.http.post('/admin/api/deliveries').set(admin).send({ orderId, workerId: driver.id });
    expect([made.status, made.body.error]).toEqual([201, undefined]);
  }
  const atStore = await heavyOrders(app, (await aCustomer(app)).id, 60);
  for (let start = 0; start < 60; start += 20) {
    const order_ids = atStore.slice(start, start + 20);
    const made = await app.http
      .post('/employee/api/transit-batches')
      .set(admin)
      .send({ order_ids, type: 'STORE_TO_FACTORY', created_by: 'Counter' });
    expect([made.status, made.body.error]).toEqual([201, undefined]);
  }

  const deliveries = await walk('/worker/api/deliveries', driver.as());
  const batches = await walk('/employee/api/transit-batches', admin);

  expect([deliveries.ids.length, new Set(deliveries.ids).size]).toEqual([50, 50]);
  expect(deliveries.heaviest).toBeLessThan(HEAVIEST);
  expect(batches.ids.length).toBe(3);
  expect(batches.heaviest).toBeLessThan(HEAVIEST);
});

test('a page whose first order is heavier than a page is that order', async () => {
  const owner = await aCustomer(app);
  const ids = await heavyOrders(app, owner.id, 2);

  const listed = await walk(`/api/orders?email=${owner.email}&limit=1`, owner.as());

  expect(listed.ids).toEqual(ids);
});

test('customers with long notes in scripts of three bytes a letter come in pages as light, in their order', async () => {
  const admin = await anAdmin(app);
  const emails = Array.from({ length: 900 }, anEmail);
  await app.deps.db.customer.createMany({
    data: emails.map((email, index) => ({
      name: 'Asha Rao',
      email,
      phone: '1',
      notes: 'ह\n'.repeat(1_000),
      createdAt: new Date(Date.UTC(2036, 5, 1) - index * 1_000),
    })),
  });
  const made = await app.deps.db.customer.findMany({
    where: { email: { in: emails } },
    orderBy: { createdAt: 'desc' },
    select: { id: true },
  });
  const ids = made.map(({ id }) => id);

  for (const path of ['/admin/api/customers', '/employee/api/customers?limit=700']) {
    const listed = await walk(path, admin);

    expect(listed.heaviest).toBeLessThan(HEAVIEST);
    expect(listed.ids.slice(0, ids.length)).toEqual(ids);
    expect(new Set(listed.ids).size).toBe(listed.ids.length);
  }
});

test('the log of batches that were put together by hand, and scans with long notes, come in pages as light', async () => {
  const [admin, driver] = [await anAdmin(app), await aWorker(app, 'WORKER')];
  const { order } = await anOrder(app);
  const at = (index: number) => new Date(Date.UTC(2036, 5, 1) - index * 1_000);
  const entity = { actor: 'admin:1', action: 'batch.changed', entity: 'heavy', entityId: '1' };
  const long = 'ह '.repeat(2_000);
  await app.deps.db.auditEntry.createMany({
    data: Array.from({ length: 900 }, (_, index) => ({ ...entity, at: at(index), detail: long })),
  });
  const scan = { orderId: order.id, workerId: driver.id, orderStatus: 'Checkpoint', location: long, note: long };
  await app.deps.db.track.createMany({
    data: Array.from({ length: 900 }, (_, index) => ({ ...scan, scannedAt: at(index) })),
  });
  const newestFirst = [{ id: 'asc' as const }];
  const entries = await app.deps.db.auditEntry.findMany({ where: { entity: 'heavy' }, orderBy: newestFirst });
  const scans = await app.deps.db.track.findMany({ where: { workerId: driver.id }, orderBy: newestFirst });

  const log = await walk('/admin/api/audit-log?entity=heavy', admin);
  const tracks = await walk('/worker/api/tracks?limit=700', driver.as());

  expect([log.heaviest < HEAVIEST, tracks.heaviest < HEAVIEST]).toEqual([true, true]);
  expect(log.ids).toEqual(entries.map(({ id }) => id));
  expect(tracks.ids).toEqual(scans.map(({ id }) => id));
  expect([[...log.totals], [...tracks.totals]]).toEqual([['900'], ['900']]);
});

test('a batch that no answer could show is refused whole, made at once or by and by; what fits travels', async () => {
  const admin = await anAdmin(app);
  const ids = await heavyOrders(app, (await aCustomer(app)).id, 45);
  const batch = { type: 'STORE_TO_FACTORY', created_by: 'Counter' };
  const path = '/employee/api/transit-batches';

  const over = await app.http
    .post(path)
    .set(admin)
    .send({ ...batch, order_ids: ids });
  const fitting = await app.http
    .post(path)
    .set(admin)
    .send({ ...batch, order_ids: ids.slice(0, 30) });
  const added = await app.http
    .post(`${path}/${fitting.body.id}/orders`)
    .set(admin)
    .send({ order_ids: ids.slice(30) });

  expect([over.status, over.body.code]).toEqual([400, 'transit.too_heavy']);
  expect([fitting.status, fitting.body.orders.length]).toEqual([201, 30]);
  expect([added.status, added.body.code]).toEqual([400, 'transit.too_heavy']);
  const now = await app.http.get(`${path}/${fitting.body.id}`).set(admin);
  expect(now.body.orders.map(({ id }: { id: string }) => id)).toEqual(ids.slice(0, 30));
  expect(await app.deps.db.order.count({ where: { id: { in: ids.slice(30) }, openBatchId: { not: null } } })).toBe(0);
});

test('a file of order lines has about a thousand lines in memory, not those of five hundred orders', async () => {
  const [admin, owner] = [await anAdmin(app), await aCustomer(app)];
  const ids = await heavyOrders(app, owner.id, 70);
  statements.length = 0;

  const file = await app.http.get(`/admin/api/order-lines.csv?email=${owner.email}`).set(admin);

  expect([file.status, file.text.split('\n').length - 2]).toEqual([200, ids.length * 200]);
  const reads = statements.filter(({ query }) => /SELECT.*FROM\W+(?:\w+\W+)?order_lines/is.test(query));
  expect(reads.length).toBeGreaterThan((ids.length * 200) / 1_000 - 1);
});
