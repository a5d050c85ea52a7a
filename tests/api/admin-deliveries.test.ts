import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { type Account, anAdmin, aWorker } from '../support/clients.js';
import { aDelivery, anOrderThatIs, aReadyOrder, aStartedDelivery, stateOf } from '../support/deliveries.js';
import { INVALID_SENTENCE } from '../support/error-shape.js';

let app: TestApp;
let admin: { Cookie: string };
let worker: Account;
beforeAll(async () => {
  app = await startApp();
  admin = await anAdmin(app);
  worker = await aWorker(app, 'WORKER');
});
afterAll(() => app.close());

const plan = (body: object) => app.http.post('/admin/api/deliveries').set(admin).send(body);
const change = (id: number, body: object) => app.http.put(`/admin/api/deliveries/${id}`).set(admin).send(body);
const remove = (id: number) => app.http.delete(`/admin/api/deliveries/${id}`).set(admin);
const list = (query: object) => app.http.get('/admin/api/deliveries').query(query).set(admin);

test('a ready order gets one pending delivery, driven by the worker unless another name is given', async () => {
  const orderId = await aReadyOrder(app);

  const response = await plan({ orderId, workerId: worker.id, estimatedDelivery: '2026-12-01T15:00:00+05:30' });

  expect(response.status).toBe(201);
  expect(response.body).toEqual({
    id: expect.any(Number),
    orderId,
    workerId: worker.id,
    vehicleId: null,
    driverName: 'Ravi Das',
    address: null,
    customerPhone: '+919800000001',
    status: 'pending',
    estimatedDelivery: '2026-12-01T09:30:00.000Z',
    actualDelivery: null,
    failureReason: null,
    createdAt: expect.any(String),
  });
  expect(await stateOf(app, orderId)).toEqual({
    status: 'READY_FOR_DELIVERY',
    openDeliveryId: response.body.id,
    deliveries: ['PENDING'],
    tracks: [],
    moves: [],
  });
  const again = await plan({ orderId, workerId: worker.id });
  expect(again.status).toBe(409);
  expect(again.body).toMatchObject({ error: 'Order already has an open delivery', code: 'delivery.order_taken' });
  const named = await plan({ orderId: await aReadyOrder(app), workerId: worker.id, driverName: 'Sita' });
  expect(named.body.driverName).toBe('Sita');
});

test('an order that is not ready, or no order, or no active worker makes no delivery', async () => {
  const orderId = await aReadyOrder(app);
  const [inactive, atStore] = [await aWorker(app, 'WORKER'), await anOrderThatIs(app, 'AT_STORE')];
  await app.http.put(`/admin/api/workers/${inactive.id}`).set(admin).send({ active: false });

  const answers = [
    await plan({ orderId: atStore, workerId: worker.id }),
    await plan({ orderId: 'zzzzzzzz', workerId: worker.id }),
    await plan({ orderId, workerId: inactive.id }),
    await plan({ orderId, workerId: 2_147_483_647 }),
  ];

  expect(answers.map(({ status, body }) => [status, body.error])).toEqual([
    [400, 'Order cannot move from At Store to Out for Delivery'],
    [404, 'Order not found'],
    [404, 'Worker not found'],
    [404, 'Worker not found'],
  ]);
  expect(await stateOf(app, orderId)).toMatchObject({ openDeliveryId: null, deliveries: [] });
});

test.each([
  ['nothing', {}, 'Missing fields', ['orderId', 'workerId']],
  ['a worker that is no number', { orderId: 'a', workerId: '1' }, INVALID_SENTENCE, ['workerId']],
  ['an id past all ids', { orderId: 'a', workerId: 2_147_483_648 }, INVALID_SENTENCE, ['workerId']],
  [
    'a time that is none',
    { orderId: 'a', workerId: 1, estimatedDelivery: 'soon' },
    INVALID_SENTENCE,
    ['estimatedDelivery'],
  ],
  [
    'the year 0',
    { orderId: 'a', workerId: 1, estimatedDelivery: '0000-01-01T00:00:00Z' },
    INVALID_SENTENCE,
    ['estimatedDelivery'],
  ],
  ['a NUL', { orderId: 'a\0', workerId: 1, vehicleId: '\0' }, INVALID_SENTENCE, ['orderId', 'vehicleId']],
])('a delivery with %s is refused', async (_, body, error, paths) => {
  const response = await plan(body);

  expect(response.status).toBe(400);
  expect(response.body.error).toEqual(error);
  expect(response.body.details.map((detail: { path: string }) => detail.path).toSorted()).toEqual(paths);
});

test('a pending delivery changes what is present; another worker brings their name', async () => {
  const { id, orderId, ...delivery } = await aDelivery(app, admin, worker, {
    estimatedDelivery: '2026-12-01T09:30:00Z',
  });
  const other = await aWorker(app, 'EMPLOYEE');
  await app.deps.db.worker.update({ where: { id: other.id }, data: { name: 'Leela' } });

  const reassigned = await change(id, { workerId: other.id, status: 'delivered', orderId });
  const cleared = await change(id, { vehicleId: null, address: '', estimatedDelivery: null });
  const named = await change(id, { driverName: 'Sita' });
  const unchanged = await change(id, {});

  expect(reassigned.status).toBe(200);
  expect(reassigned.body).toEqual({ ...delivery, id, orderId, workerId: other.id, driverName: 'Leela' });
  expect(cleared.body).toEqual({ ...reassigned.body, vehicleId: null, address: null, estimatedDelivery: null });
  expect(named.body).toEqual({ ...cleared.body, driverName: 'Sita' });
  expect(unchanged.body).toEqual(named.body);
  const moved = await change(id, { orderId: await aReadyOrder(app) });
  expect([moved.status, moved.body.details[0].path]).toEqual([400, 'orderId']);
  expect((await change(id, { workerId: 2_000_000_000 })).body.error).toBe('Worker not found');
});

test('a deleted delivery is gone and its order free for another', async () => {
  const { id, orderId } = await aDelivery(app, admin, worker);

  const response = await remove(id);

  expect(response.status).toBe(200);
  expect(response.body).toEqual({ message: 'Delivery deleted' });
  expect((await list({})).body.map((row: { id: number }) => row.id)).not.toContain(id);
  for (const gone of [await remove(id), await change(id, { vehicleId: 'X' }), await remove(0)]) {
    expect(gone.status).toBe(404);
    expect(gone.body).toMatchObject({ error: 'Delivery not found', code: 'delivery.not_found' });
  }
  expect((await plan({ orderId, workerId: worker.id })).status).toBe(201);
  expect((await stateOf(app, orderId)).deliveries).toEqual(['CANCELLED', 'PENDING']);
});

test('a delivery somebody has left with cannot be deleted, and one that is over cannot be changed either', async () => {
  const [started, over] = [await aStartedDelivery(app, admin, worker), await aStartedDelivery(app, admin, worker)];
  const { id, orderId } = started;
  await app.http.put(`/worker/api/deliveries/${over.id}/deliver`).set(worker.as());

  const answers = [await change(over.id, { vehicleId: 'X' }), await remove(id)];

  expect(answers.map(({ status, body }) => [status, body.error])).toEqual([
    [409, 'Delivery can no longer be changed'],
    [409, 'Delivery can no longer be deleted'],
  ]);
  expect(await stateOf(app, orderId)).toMatchObject({ openDeliveryId: id, deliveries: ['IN_TRANSIT'] });
});
