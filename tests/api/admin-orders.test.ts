import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anEmail, anOrder, inList } from '../support/builders.js';
import { aCustomer } from '../support/clients.js';
import { INVALID_SENTENCE } from '../support/error-shape.js';
import { putInOpenBatch } from '../support/open-batch.js';
import { type Calls, callsAsAdmin } from '../support/staff.js';
import { withoutMoves } from '../support/without-moves.js';

let app: TestApp;
let admin: Calls;
beforeAll(async () => {
  app = await startApp();
  admin = await callsAsAdmin(app);
});
afterAll(() => app.close());

type Status = 'RETURNED_TO_STORE' | 'PROCESSING' | 'READY_FOR_DELIVERY';
const setStatus = (id: string, status: Status) => app.deps.db.order.update({ where: { id }, data: { status } });
const createdAt = (id: string, at: string) =>
  app.deps.db.order.update({ where: { id }, data: { createdAt: new Date(at) } });
const list = async (query: object): Promise<string[]> => {
  const response = await admin.get('/admin/api/orders', query);
  expect(response.status).toBe(200);
  return response.body.map((order: { id: string }) => order.id);
};

test('all orders are listed newest first, page after page', async () => {
  const [first, second, third] = [await anOrder(app), await anOrder(app), await anOrder(app)];

  const page = await admin.get('/admin/api/orders', { limit: 2 });
  const next = await admin.get(/<(.*)>/.exec(page.headers['link'] ?? '')?.[1] ?? '');

  expect(page.body).toEqual([inList(third.order), inList(second.order)]);
  expect(next.body[0]).toEqual(inList(first.order));
  expect(Number(page.headers['x-total-count'])).toBe(await app.deps.db.order.count());
});

test('orders are filtered by status, where At Store means before the factory and after it', async () => {
  const [never, returned, working] = [await anOrder(app), await anOrder(app), await anOrder(app)];
  await setStatus(returned.order.id, 'RETURNED_TO_STORE');
  await setStatus(working.order.id, 'PROCESSING');

  expect(await list({ status: 'At Store', limit: 2 })).toEqual([returned.order.id, never.order.id]);
  expect(await list({ status: 'Processing' })).toEqual([working.order.id]);
  expect(await list({ status: 'Delivered' })).toEqual([]);
  expect((await admin.get('/admin/api/orders', { status: 'AT_STORE' })).status).toBe(400);
});

test('orders are filtered by e-mail: the customer’s, or another that the order was given', async () => {
  const customer = await aCustomer(app);
  const other = anEmail();
  const { order: own } = await anOrder(app, { customerEmail: customer.email }, customer.token);
  const { order: given } = await anOrder(app, { customerEmail: other }, customer.token);
  await anOrder(app);

  expect(await list({ email: ` ${customer.email.toUpperCase()} ` })).toEqual([given.id, own.id]);
  expect(await list({ email: other })).toEqual([given.id]);
  expect(await list({ email: 'nobody' })).toEqual([]);
  expect(await list({ email: customer.email, q: own.id })).toEqual([own.id]);
});

test('days are cut in the time zone of the shop and both ends count; times are instants', async () => {
  const email = anEmail();
  const [early, late, next] = [
    (await anOrder(app, { customerEmail: email })).order.id,
    (await anOrder(app, { customerEmail: email })).order.id,
    (await anOrder(app, { customerEmail: email })).order.id,
  ];
  // Midnight in India is half past six the evening before in UTC.
  await createdAt(early, '2025-03-09T18:30:00.000Z');
  await createdAt(late, '2025-03-10T18:29:59.999Z');
  await createdAt(next, '2025-03-10T18:30:00.000Z');

  expect(await list({ email, from: '2025-03-10', to: '2025-03-10' })).toEqual([late, early]);
  expect(await list({ email, to: '2025-03-09' })).toEqual([]);
  expect(await list({ email, from: '2025-03-11' })).toEqual([next]);
  expect(await list({ email, from: '2025-03-10T18:29:59.999Z', to: '2025-03-11T00:00:00+05:30' })).toEqual([
    next,
    late,
  ]);
  expect(await list({ email, from: '2025-03-12', to: '2025-03-01' })).toEqual([]);
  expect(await list({ email, from: '', to: '', status: '', q: '' })).toHaveLength(3);
});

test.each([
  { from: '2025-02-30' },
  { to: 'yesterday' },
  { from: '0001-01-01' },
  { to: '2025-03-10T10:00:00' },
  { cursor: 'x' },
])('the filter %j is refused by its name', async (query) => {
  const response = await admin.get('/admin/api/orders', query);

  expect(response.status).toBe(400);
  expect(response.body.error).toMatch(/^Invalid fields: ./);
  expect(response.body.details).toMatchObject([{ path: Object.keys(query)[0] }]);
});

test('an order is read by its id and by its barcode, and what is no order is not found', async () => {
  const { order } = await anOrder(app);

  expect(withoutMoves((await admin.get(`/admin/api/orders/${order.id}`)).body)).toEqual(order);
  expect(withoutMoves((await admin.get(`/admin/api/orders/${order.id.toUpperCase()}`)).body)).toEqual(order);
  for (const id of ['zzzzzzzz', 'x', '%00', "'--"]) {
    const path = `/admin/api/orders/${encodeURIComponent(id)}`;
    for (const response of [await admin.get(path), await admin.put(path, {}), await admin.delete(path)]) {
      expect(response.status).toBe(404);
      expect(response.body.error).toBe('Order not found');
    }
  }
});

test('deleting an order cancels it: record, money and timeline stay, and the owner sees it cancelled', async () => {
  const owner = await aCustomer(app);
  const { order } = await anOrder(app, { customerEmail: owner.email }, owner.token);
  const { order: bystander } = await anOrder(app, { customerEmail: owner.email }, owner.token);
  await setStatus(order.id, 'PROCESSING');

  const response = await admin.delete(`/admin/api/orders/${order.id}`);

  expect(response.status).toBe(200);
  expect(response.body).toEqual({ message: 'Order deleted' });
  const seen = await app.http.get('/api/orders').query({ email: owner.email }).set(owner.as());
  expect(seen.body).toEqual([
    inList(bystander),
    { ...inList(order), status: 'Cancelled', updatedAt: expect.any(String) },
  ]);
  const timeline = await app.http.get(`/api/orders/${order.id}/timeline`).set(owner.as());
  expect(timeline.body.at(-1)).toMatchObject({
    type: 'status',
    status: 'Cancelled',
    actor: expect.stringMatching(/^admin:/),
  });
});

test('an order that is in an open batch or delivered is not deleted, and one that was deleted stays so', async () => {
  const { order: batched } = await anOrder(app);
  await putInOpenBatch(app, batched.id);
  const { order: done } = await anOrder(app);
  await setStatus(done.id, 'READY_FOR_DELIVERY');
  await admin.put(`/admin/api/orders/${done.id}`, { status: 'Delivered' });
  const { order: cancelled } = await anOrder(app);
  await admin.delete(`/admin/api/orders/${cancelled.id}`);

  const answers = await Promise.all(
    [batched, done, cancelled].map((order) => admin.delete(`/admin/api/orders/${order.id}`)),
  );

  expect(answers.map(({ status, body }) => [status, body.error])).toEqual([
    [400, 'Order cannot move from At Store to Cancelled'],
    [400, 'Order cannot move from Delivered to Cancelled'],
    [200, undefined],
  ]);
});

test('of twenty deletions at once exactly one happens, with one timeline and one audit entry, and all are told it is so', async () => {
  const { order } = await anOrder(app);

  const answers = await Promise.all(Array.from({ length: 20 }, () => admin.delete(`/admin/api/orders/${order.id}`)));

  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
  expect(await app.deps.db.timelineEntry.count({ where: { orderId: order.id, status: 'CANCELLED' } })).toBe(1);
  expect(await app.deps.db.auditEntry.count({ where: { entityId: order.id, action: 'order.cancelled' } })).toBe(1);
});

test('control characters and endless text find no order, and nothing crashes', async () => {
  const strange = [await admin.get('/admin/api/orders', { email: 'a\0@b.example' })];
  strange.push(await admin.get('/admin/api/orders', { email: 'a'.repeat(255) }));
  const gone = [await admin.delete('/admin/api/orders/%00'), await admin.delete('/admin/api/orders/zzzzzzz%00')];

  expect(strange.map(({ status, body }) => [status, body.error, body.details[0].path])).toEqual([
    [400, INVALID_SENTENCE, 'email'],
    [400, INVALID_SENTENCE, 'email'],
  ]);
  expect(gone.map(({ status, body }) => [status, body.error])).toEqual([
    [404, 'Order not found'],
    [404, 'Order not found'],
  ]);
});
