import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anEmail } from '../support/builders.js';
import { type Account, anAdmin, aWorker } from '../support/clients.js';
import { aDelivery, anOrderThatIs, aReadyOrder, stateOf } from '../support/deliveries.js';

let app: TestApp;
let admin: { Cookie: string };
let worker: Account;
beforeAll(async () => {
  app = await startApp();
  admin = await anAdmin(app);
  worker = await aWorker(app, 'WORKER');
});
afterAll(() => app.close());

const scan = (body: object, by: Account = worker) => app.http.post('/worker/scan').set(by.as()).send(body);

test.each(['Picked Up', 'Out for Delivery'])(
  '%s starts the worker’s delivery, and Delivered ends it',
  async (first) => {
    const customerEmail = anEmail();
    const { id, orderId } = await aDelivery(app, admin, worker, { orderId: await aReadyOrder(app, { customerEmail }) });
    const bystander = await aDelivery(app, admin, worker);

    const started = await scan({ orderId, orderStatus: first, location: 'Depot', note: 'Two bags', workerId: 1 });

    expect(started.status).toBe(201);
    expect(started.body).toEqual({
      message: 'Scan recorded',
      track: {
        id: expect.any(Number),
        orderId,
        workerId: worker.id,
        orderEmail: customerEmail,
        orderStatus: first,
        location: 'Depot',
        note: 'Two bags',
        scannedAt: expect.any(String),
      },
    });
    expect(await stateOf(app, orderId)).toMatchObject({ openDeliveryId: id, deliveries: ['IN_TRANSIT'] });
    const ended = await scan({ orderId, orderStatus: 'Delivered' });
    expect(ended.body.track).toMatchObject({ orderStatus: 'Delivered', location: null, note: null });
    expect(await stateOf(app, orderId)).toEqual({
      status: 'DELIVERED',
      openDeliveryId: null,
      deliveries: ['DELIVERED'],
      tracks: [first, 'Delivered'],
      moves: ['OUT_FOR_DELIVERY', 'DELIVERED'],
    });
    expect(await stateOf(app, bystander.orderId)).toMatchObject({ deliveries: ['PENDING'], tracks: [] });
  },
);

test('picking up a ready order that nobody delivers makes the delivery and starts it', async () => {
  const orderId = await aReadyOrder(app);

  const response = await scan({ orderId, orderStatus: 'Picked Up' });

  expect(response.status).toBe(201);
  expect(await stateOf(app, orderId)).toMatchObject({ status: 'OUT_FOR_DELIVERY', deliveries: ['IN_TRANSIT'] });
  const list = await app.http.get('/worker/api/deliveries').query({ limit: 1 }).set(worker.as());
  expect(list.body).toMatchObject([{ orderId, workerId: worker.id, driverName: 'Ravi Das', status: 'in_transit' }]);
});

test('what is on its way already is recorded when scanned again and moved no second time', async () => {
  const orderId = await aReadyOrder(app);

  for (const orderStatus of ['Picked Up', 'Out for Delivery', 'Picked Up'])
    expect((await scan({ orderId, orderStatus })).status).toBe(201);

  expect(await stateOf(app, orderId)).toMatchObject({
    deliveries: ['IN_TRANSIT'],
    tracks: ['Picked Up', 'Out for Delivery', 'Picked Up'],
    moves: ['OUT_FOR_DELIVERY'],
  });
});

test('a checkpoint only records, wherever the order is', async () => {
  const [atStore, delivered] = [await anOrderThatIs(app, 'AT_STORE'), await anOrderThatIs(app, 'DELIVERED')];

  for (const orderId of [atStore, delivered])
    expect((await scan({ orderId, orderStatus: 'Checkpoint', location: 'Gate 2' })).status).toBe(201);

  expect(await stateOf(app, atStore)).toMatchObject({ status: 'AT_STORE', tracks: ['Checkpoint'], moves: [] });
  expect(await stateOf(app, delivered)).toMatchObject({ status: 'DELIVERED', tracks: ['Checkpoint'], moves: [] });
});

test.each([
  ['AT_STORE', 'Picked Up', 'Order cannot move from At Store to Out for Delivery'],
  ['PROCESSING', 'Out for Delivery', 'Order cannot move from Processing to Out for Delivery'],
  ['DELIVERED', 'Delivered', 'Order cannot move from Delivered to Delivered'],
  ['CANCELLED', 'Picked Up', 'Order cannot move from Cancelled to Out for Delivery'],
  ['READY_FOR_DELIVERY', 'Delivered', 'Order cannot move from Ready for Delivery to Delivered'],
] as const)('an order in %s cannot be scanned %s', async (status, orderStatus, error) => {
  const orderId = await anOrderThatIs(app, status);

  const response = await scan({ orderId, orderStatus });

  expect(response.status).toBe(400);
  expect(response.body).toMatchObject({ error, code: 'order.illegal_move' });
  expect(await stateOf(app, orderId)).toMatchObject({ status, deliveries: [], tracks: [], moves: [] });
});

test('a delivery nobody has left with cannot be scanned Delivered', async () => {
  const { orderId } = await aDelivery(app, admin, worker);

  const response = await scan({ orderId, orderStatus: 'Delivered' });

  expect(response.status).toBe(400);
  expect(response.body.error).toBe('Order cannot move from Ready for Delivery to Delivered');
  expect(await stateOf(app, orderId)).toMatchObject({ deliveries: ['PENDING'], tracks: [], moves: [] });
});

test('another worker’s open delivery is forbidden to be started or ended', async () => {
  const other = await aWorker(app, 'EMPLOYEE');
  const { orderId } = await aDelivery(app, admin, worker);

  for (const orderStatus of ['Picked Up', 'Out for Delivery', 'Delivered']) {
    const response = await scan({ orderId, orderStatus, workerId: worker.id }, other);
    expect(response.status).toBe(403);
    expect(response.body).toMatchObject({ error: 'Forbidden', code: 'delivery.not_yours' });
  }

  expect(await stateOf(app, orderId)).toMatchObject({ deliveries: ['PENDING'], tracks: [], moves: [] });
});

test('every move by a scan is in the audit with the worker who made it', async () => {
  const { id, orderId } = await aDelivery(app, admin, worker);

  const { track } = (await scan({ orderId, orderStatus: 'Picked Up', note: 'secret' })).body;

  const entries = await app.deps.db.auditEntry.findMany({
    where: { actor: `worker:${worker.id}`, entityId: { in: [String(id), String(track.id)] } },
  });
  expect(entries.map((entry) => [entry.action, entry.entity, entry.detail])).toEqual(
    expect.arrayContaining([
      ['delivery.start', 'delivery', `order ${orderId}`],
      ['scan.recorded', 'track', `Picked Up, order ${orderId}`],
    ]),
  );
});
