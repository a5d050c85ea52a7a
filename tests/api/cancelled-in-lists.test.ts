import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anEmail, anOrder } from '../support/builders.js';
import { aWorker } from '../support/clients.js';
import { type Calls, callsAs, callsAsAdmin } from '../support/staff.js';

let app: TestApp;
let admin: Calls;
let clerk: Calls;
beforeAll(async () => {
  app = await startApp();
  admin = await callsAsAdmin(app);
  clerk = callsAs(app, (await aWorker(app, 'EMPLOYEE')).as());
});
afterAll(() => app.close());

const idsOf = ({ body }: { body: { id: string }[] }) => body.map(({ id }) => id);

/** An order that stands and one of the same customer that was deleted. */
async function aPair() {
  const customerEmail = anEmail();
  const { order: stands } = await anOrder(app, { customerEmail });
  const { order: deleted } = await anOrder(app, { customerEmail });
  await admin.delete(`/admin/api/orders/${deleted.id}`);
  return { customerEmail, stands: stands.id as string, deleted: deleted.id as string };
}

test('a deleted order has left every list of staff, and the lengths of the lists with it', async () => {
  const { customerEmail, stands, deleted } = await aPair();
  const lists = [
    () => admin.get('/admin/api/orders'),
    () => admin.get('/admin/api/orders', { email: customerEmail }),
    () => admin.get('/admin/api/orders', { q: customerEmail }),
    () => admin.get('/admin/api/orders', { from: '2020-01-01', to: '2099-12-31' }),
    () => clerk.get('/employee/api/orders', { all: '1' }),
    () => clerk.get('/employee/api/orders', { q: customerEmail }),
    () => clerk.get('/employee/api/orders'),
    () => clerk.get('/api/orders', { email: customerEmail }),
  ];

  for (const list of lists) {
    const answer = await list();
    expect(idsOf(answer)).toContain(stands);
    expect(idsOf(answer)).not.toContain(deleted);
    expect(answer.headers['x-total-count']).toBe(String(answer.body.length));
  }
});

test('it is found by its status, by its id, and by whoever types or scans the ticket', async () => {
  const { customerEmail, deleted } = await aPair();

  expect(idsOf(await admin.get('/admin/api/orders', { status: 'Cancelled' }))).toContain(deleted);
  expect(idsOf(await admin.get('/admin/api/orders', { status: 'Cancelled', email: customerEmail }))).toEqual([deleted]);
  expect(idsOf(await clerk.get('/employee/api/orders', { q: deleted }))).toEqual([deleted]);
  expect(idsOf(await clerk.get('/employee/api/orders', { q: `${deleted.toUpperCase()}-1` }))).toEqual([deleted]);
  expect((await clerk.get(`/employee/api/orders/${deleted}`)).body.status).toBe('Cancelled');
});

test('page after page, deleted orders are passed over and the count is that of the others', async () => {
  const customerEmail = anEmail();
  const kept: string[] = [];
  for (let index = 0; index < 6; index += 1) {
    const { order } = await anOrder(app, { customerEmail });
    if (index % 2 === 0) await admin.delete(`/admin/api/orders/${order.id}`);
    else kept.unshift(order.id);
  }

  const first = await admin.get('/admin/api/orders', { email: customerEmail, limit: 2 });
  const second = await admin.get(/<(.*)>/.exec(first.headers['link'] ?? '')?.[1] ?? '');
  const all = await admin.get('/admin/api/orders', { limit: 1 });

  expect([...idsOf(first), ...idsOf(second)]).toEqual(kept);
  expect([first.headers['x-total-count'], second.headers['x-total-count']]).toEqual(['3', '3']);
  expect(Number(all.headers['x-total-count'])).toBe(
    await app.deps.db.order.count({ where: { status: { not: 'CANCELLED' } } }),
  );
});

test('the file of orders keeps them: it is for the books, and says which they are', async () => {
  const { deleted } = await aPair();

  const file = await admin.get('/admin/api/orders.csv');

  expect(file.text).toMatch(new RegExp(`^${deleted},.*Cancelled`, 'm'));
});
