import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anEmail, anOrder, aService, inList } from '../support/builders.js';
import { type Account, aCustomer, aWorker } from '../support/clients.js';
import { putInOpenBatch } from '../support/open-batch.js';
import { notYours } from '../support/told.js';
import { withoutMoves } from '../support/without-moves.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const remove = (caller: Account, id: string, query: object = { email: caller.email }) =>
  app.http.delete(`/api/orders/${id}`).query(query).set(caller.as());

const stored = (id: string) =>
  app.deps.db.order.findUniqueOrThrow({ where: { id }, include: { lines: true, timeline: true } });

test('a deleted order is cancelled and leaves its owner’s list, and its record stays for staff', async () => {
  const owner = await aCustomer(app);
  const service = await aService(app);
  const { order } = await anOrder(app, { serviceIds: [service] }, owner.token);
  const bystander = await anOrder(app, { serviceIds: [service] }, owner.token);
  const staff = await aWorker(app, 'EMPLOYEE');

  const response = await remove(owner, order.id);

  expect(response.status).toBe(200);
  expect(response.body).toEqual({ message: 'Deleted' });
  const list = await app.http.get('/api/orders').query({ email: owner.email }).set(owner.as());
  expect(list.body).toEqual([inList(bystander.order)]);
  expect(list.headers['x-total-count']).toBe('1');
  const kept = await app.http.get(`/api/orders/${order.id}`).set(staff.as());
  expect(withoutMoves(kept.body)).toEqual({ ...order, status: 'Cancelled', updatedAt: expect.any(String) });
  const timeline = await app.http.get(`/api/orders/${order.id}/timeline`).set(staff.as());
  expect(timeline.body).toMatchObject([
    { type: 'created', status: 'At Store', actor: `customer:${owner.id}` },
    { type: 'cancelled', status: 'Cancelled', actor: `customer:${owner.id}` },
  ]);
  const all = await app.http.get('/api/orders').query({ email: owner.email }).set(staff.as());
  expect(all.body.map(({ id }: { id: string }) => id)).toEqual([bystander.order.id]);
});

test.each(['', '?email=', '?email=%20', '?email=a@example.com&email=b@example.com'])(
  'deleting with the query "%s" asks for the e-mail and deletes nothing',
  async (query) => {
    const owner = await aCustomer(app);
    const { order } = await anOrder(app, {}, owner.token);
    const before = await stored(order.id);

    const response = await app.http.delete(`/api/orders/${order.id}${query}`).set(owner.as());

    expect(response.status).toBe(400);
    expect(response.body.error).toBe('Email query param is required');
    expect(await stored(order.id)).toEqual(before);
  },
);

test('an e-mail that is not the owner’s is a mismatch, and nothing is deleted', async () => {
  const owner = await aCustomer(app);
  const other = await aCustomer(app);
  const { order } = await anOrder(app, { customerEmail: owner.email }, owner.token);
  const before = await stored(order.id);

  const responses = await Promise.all(
    [other.email, anEmail(), 'nobody', '%'].map((email) => remove(owner, order.id, { email })),
  );

  for (const response of responses) {
    expect(response.status).toBe(401);
    expect(response.body).toMatchObject({ error: 'Unauthorized (email mismatch)' });
  }
  expect(await stored(order.id)).toEqual(before);
});

test('the e-mail may be spelt in any case', async () => {
  const owner = await aCustomer(app);
  const { order } = await anOrder(app, { customerEmail: owner.email }, owner.token);

  const response = await remove(owner, order.id, { email: ` ${owner.email.toUpperCase()} ` });

  expect(response.status).toBe(200);
  expect((await stored(order.id)).status).toBe('CANCELLED');
});

test('somebody else’s order is not deleted with its owner’s e-mail, and one that is not there is not found', async () => {
  const owner = await aCustomer(app);
  const other = await aCustomer(app);
  const { order } = await anOrder(app, { customerEmail: owner.email }, owner.token);
  const before = await stored(order.id);

  const refused = await remove(other, order.id, { email: owner.email });
  const unknown = await remove(owner, 'aaaaaaa0');

  expect(refused.status).toBe(403);
  expect(refused.body).toEqual({ ...notYours, requestId: expect.any(String) });
  expect(unknown.status).toBe(404);
  expect(unknown.body.error).toBe('Order not found');
  expect(await stored(order.id)).toEqual(before);
});

test.each([
  'IN_TRANSIT_TO_FACTORY',
  'AT_FACTORY',
  'PROCESSING',
  'QUALITY_CHECK',
  'IN_TRANSIT_TO_STORE',
  'RETURNED_TO_STORE',
  'READY_FOR_DELIVERY',
  'OUT_FOR_DELIVERY',
  'DELIVERED',
  'CANCELLED',
] as const)('an order that is %s can no longer be deleted', async (status) => {
  const owner = await aCustomer(app);
  const { order } = await anOrder(app, {}, owner.token);
  await app.deps.db.order.update({ where: { id: order.id }, data: { status } });
  const before = await stored(order.id);

  const response = await remove(owner, order.id);

  expect(response.status).toBe(409);
  expect(response.body.code).toBe('order.too_late');
  expect(await stored(order.id)).toEqual(before);
});

test('an order in an open batch cannot be deleted', async () => {
  const owner = await aCustomer(app);
  const { order } = await anOrder(app, {}, owner.token);
  await putInOpenBatch(app, order.id);
  const before = await stored(order.id);

  const response = await remove(owner, order.id);

  expect(response.status).toBe(409);
  expect(response.body.code).toBe('order.too_late');
  expect(await stored(order.id)).toEqual(before);
});

test('of several deletions at once one happens, with one timeline entry, and a later one changes nothing', async () => {
  const owner = await aCustomer(app);
  const { order } = await anOrder(app, {}, owner.token);

  const responses = await Promise.all(Array.from({ length: 6 }, () => remove(owner, order.id)));

  const later = await remove(owner, order.id);

  expect([...responses, later].map((response) => response.status)).toEqual([200, 200, 200, 200, 200, 200, 200]);
  expect((await stored(order.id)).timeline.map(({ type }) => type)).toEqual(['created', 'cancelled']);
});
