import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { inList } from '../support/builders.js';
import { type Account, aCustomer, anAdmin, aWorker } from '../support/clients.js';
import { aDelivery, aReadyOrder, aStartedDelivery, stateOf } from '../support/deliveries.js';
import { wrongRole } from '../support/told.js';
import { withoutMoves } from '../support/without-moves.js';

let app: TestApp;
let admin: { Cookie: string };
let worker: Account;
beforeAll(async () => {
  app = await startApp();
  admin = await anAdmin(app);
  worker = await aWorker(app, 'WORKER');
});
afterAll(() => app.close());

const move = (id: number, name: string, by: Account = worker, body: object = {}) =>
  app.http.put(`/worker/api/deliveries/${id}/${name}`).set(by.as()).send(body);
const mine = (by: Account, query: object = {}) => app.http.get('/worker/api/deliveries').query(query).set(by.as());

test.each(['WORKER', 'EMPLOYEE'] as const)(
  'a delivery and its order go out and arrive together, by role %s',
  async (role) => {
    const driver = await aWorker(app, role);
    const customer = await aCustomer(app);
    const orderId = await aReadyOrder(app, { customerEmail: customer.email });
    const delivery = await aDelivery(app, admin, driver, { orderId });
    const bystander = await aDelivery(app, admin, driver);

    const started = await move(delivery.id, 'start', driver);
    expect(started.status).toBe(200);
    expect(started.body).toEqual({ ...delivery, status: 'in_transit' });
    expect(await stateOf(app, orderId)).toMatchObject({ status: 'OUT_FOR_DELIVERY', openDeliveryId: delivery.id });

    const delivered = await move(delivery.id, 'deliver', driver);
    expect(delivered.status).toBe(200);
    // Once it is over, only the number of the order itself is shown.
    expect(delivered.body).toEqual({
      ...delivery,
      status: 'delivered',
      customerPhone: '+919800000001',
      actualDelivery: expect.stringMatching(/Z$/),
    });
    expect(await stateOf(app, orderId)).toEqual({
      status: 'DELIVERED',
      openDeliveryId: null,
      deliveries: ['DELIVERED'],
      tracks: [],
      moves: ['OUT_FOR_DELIVERY', 'DELIVERED'],
    });
    const timeline = await app.http.get(`/api/orders/${orderId}/timeline`).set(admin);
    expect(timeline.body.at(-1)).toMatchObject({ status: 'Delivered', actor: `${role.toLowerCase()}:${driver.id}` });
    expect(await stateOf(app, bystander.orderId)).toMatchObject({
      status: 'READY_FOR_DELIVERY',
      deliveries: ['PENDING'],
    });
  },
);

test('a failed delivery needs a reason and brings the order back, ready for another delivery', async () => {
  const { id, orderId } = await aStartedDelivery(app, admin, worker);

  const silent = await move(id, 'fail');
  expect([silent.status, silent.body.error]).toEqual([400, 'Missing fields']);
  const failed = await move(id, 'fail', worker, { reason: 'Nobody at home' });

  expect(failed.status).toBe(200);
  expect(failed.body).toMatchObject({ status: 'failed', failureReason: 'Nobody at home', actualDelivery: null });
  expect(await stateOf(app, orderId)).toMatchObject({ status: 'READY_FOR_DELIVERY', openDeliveryId: null });
  await aDelivery(app, admin, worker, { orderId });
  expect((await stateOf(app, orderId)).deliveries).toEqual(['FAILED', 'PENDING']);
});

test('a move from another state is refused in a clear sentence and changes nothing', async () => {
  const pending = await aDelivery(app, admin, worker);
  const started = await aStartedDelivery(app, admin, worker);

  const answers = [
    await move(pending.id, 'deliver'),
    await move(pending.id, 'fail', worker, { reason: 'X' }),
    await move(started.id, 'start'),
  ];

  expect(answers.map(({ status, body }) => [status, body.error, body.code])).toEqual([
    [400, 'Can only deliver a delivery that is in transit', 'delivery.illegal_move'],
    [400, 'Can only fail a delivery that is in transit', 'delivery.illegal_move'],
    [400, 'Can only start a delivery that is pending', 'delivery.illegal_move'],
  ]);
  expect(await stateOf(app, pending.orderId)).toMatchObject({ deliveries: ['PENDING'], moves: [] });
  expect(await stateOf(app, started.orderId)).toMatchObject({
    deliveries: ['IN_TRANSIT'],
    moves: ['OUT_FOR_DELIVERY'],
  });
});

test('a delivery whose order went elsewhere does not start, and the two stay as they were', async () => {
  const { id, orderId } = await aDelivery(app, admin, worker);
  await app.deps.db.order.update({ where: { id: orderId }, data: { status: 'CANCELLED' } });

  const response = await move(id, 'start');

  expect(response.status).toBe(400);
  expect(response.body.error).toBe('Order cannot move from Cancelled to Out for Delivery');
  expect(await stateOf(app, orderId)).toMatchObject({ status: 'CANCELLED', deliveries: ['PENDING'], moves: [] });
});

test('someone else’s delivery is forbidden, an unknown or cancelled one not found', async () => {
  const [other, cancelled] = [await aWorker(app, 'EMPLOYEE'), await aDelivery(app, admin, worker)];
  const { id, orderId } = await aDelivery(app, admin, worker);
  await app.http.delete(`/admin/api/deliveries/${cancelled.id}`).set(admin);

  const foreign = await move(id, 'start', other);

  expect(foreign.status).toBe(403);
  expect(foreign.body).toMatchObject({ error: 'Forbidden', code: 'delivery.not_yours' });
  expect(await stateOf(app, orderId)).toMatchObject({ deliveries: ['PENDING'], moves: [] });
  for (const unknown of [await move(cancelled.id, 'start'), await move(999_999, 'deliver'), await move(0, 'start')])
    expect([unknown.status, unknown.body.error]).toEqual([404, 'Delivery not found']);
  const customer = await aCustomer(app);
  expect((await move(id, 'start', customer)).body).toMatchObject(wrongRole);
});

test('a worker sees their own deliveries with their orders, by status', async () => {
  const [driver, other] = [await aWorker(app, 'WORKER'), await aWorker(app, 'WORKER')];
  const pending = await aDelivery(app, admin, driver);
  const started = await aStartedDelivery(app, admin, driver);
  await aDelivery(app, admin, other);

  const all = await mine(driver);

  expect(all.status).toBe(200);
  expect(all.headers['x-total-count']).toBe('2');
  expect(all.body).toEqual([
    { ...started, order: expect.objectContaining({ id: started.orderId, status: 'Out for Delivery' }) },
    { ...pending, order: expect.objectContaining({ id: pending.orderId, status: 'Ready for Delivery' }) },
  ]);
  const staff = await app.http.get(`/api/orders/${pending.orderId}`).set(admin);
  expect((await mine(driver, { status: 'pending' })).body).toEqual([
    { ...pending, order: withoutMoves(inList(staff.body)) },
  ]);
  expect((await mine(driver, { status: 'failed' })).body).toEqual([]);
});
