import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { type Account, anAdmin, aWorker } from '../support/clients.js';
import { aDelivery, aReadyOrder, aStartedDelivery, stateOf } from '../support/deliveries.js';

let app: TestApp;
let admin: { Cookie: string };
let worker: Account;
beforeAll(async () => {
  app = await startApp();
  admin = await anAdmin(app);
  worker = await aWorker(app, 'WORKER');
});
afterAll(() => app.close());

const times = <T>(count: number, call: (n: number) => PromiseLike<T>) =>
  Promise.all(Array.from({ length: count }, (_, n) => call(n)));
const scan = (orderId: string, orderStatus: string, by: Account = worker) =>
  app.http.post('/worker/scan').set(by.as()).send({ orderId, orderStatus });
const move = (id: number, name: string) =>
  app.http.put(`/worker/api/deliveries/${id}/${name}`).set(worker.as()).send({ reason: 'Nobody at home' });
/** How often each answer came. */
function told(answers: { status: number; body: { error?: string } }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status, body } of answers) {
    const answer = `${status} ${body.error ?? ''}`;
    counts[answer] = (counts[answer] ?? 0) + 1;
  }
  return counts;
}

test('of thirty deliveries planned at once for one order, by different workers, one is', async () => {
  const orderId = await aReadyOrder(app);
  const workers = await times(5, () => aWorker(app, 'WORKER'));

  const answers = await times(30, (n) =>
    app.http
      .post('/admin/api/deliveries')
      .set(admin)
      .send({ orderId, workerId: workers[n % 5]?.id }),
  );

  expect(told(answers)).toEqual({ '201 ': 1, '409 Order already has an open delivery': 29 });
  const won = answers.find((answer) => answer.status === 201)?.body.id;
  expect(await stateOf(app, orderId)).toMatchObject({ openDeliveryId: won, deliveries: ['PENDING'] });
});

test('of twenty starts at once one moves the delivery and its order', async () => {
  const { id, orderId } = await aDelivery(app, admin, worker);

  const answers = await times(20, () => move(id, 'start'));

  expect(told(answers)).toEqual({ '200 ': 1, '400 Can only start a delivery that is pending': 19 });
  expect(await stateOf(app, orderId)).toMatchObject({ deliveries: ['IN_TRANSIT'], moves: ['OUT_FOR_DELIVERY'] });
});

test('of delivering and failing at once exactly one happens, to the delivery and to its order alike', async () => {
  for (let round = 0; round < 3; round += 1) {
    const { id, orderId } = await aStartedDelivery(app, admin, worker);

    const answers = await times(20, (n) => move(id, n % 2 ? 'deliver' : 'fail'));

    const won = answers.filter((answer) => answer.status === 200);
    expect(won).toHaveLength(1);
    expect(answers.filter((answer) => answer.status === 400)).toHaveLength(19);
    const delivered = won[0]?.body.status === 'delivered';
    expect(await stateOf(app, orderId)).toMatchObject({
      status: delivered ? 'DELIVERED' : 'READY_FOR_DELIVERY',
      openDeliveryId: null,
      deliveries: [delivered ? 'DELIVERED' : 'FAILED'],
      moves: ['OUT_FOR_DELIVERY', delivered ? 'DELIVERED' : 'READY_FOR_DELIVERY'],
    });
  }
});

test('a delivery deleted and started at once is one or the other', async () => {
  for (let round = 0; round < 3; round += 1) {
    const { id, orderId } = await aDelivery(app, admin, worker);

    const [started, deleted] = await Promise.all([
      move(id, 'start'),
      app.http.delete(`/admin/api/deliveries/${id}`).set(admin),
    ]);

    expect([started.status, deleted.status]).toEqual(started.status === 200 ? [200, 409] : [404, 200]);
    expect(await stateOf(app, orderId)).toMatchObject(
      started.status === 200
        ? { status: 'OUT_FOR_DELIVERY', openDeliveryId: id, deliveries: ['IN_TRANSIT'] }
        : { status: 'READY_FOR_DELIVERY', openDeliveryId: null, deliveries: ['CANCELLED'] },
    );
  }
});

test('of twenty Delivered scans at once one counts, and the others learn that it is delivered', async () => {
  const { orderId } = await aStartedDelivery(app, admin, worker);

  const answers = await times(20, () => scan(orderId, 'Delivered'));

  expect(told(answers)).toEqual({ '201 ': 1, '400 Order cannot move from Delivered to Delivered': 19 });
  expect(await stateOf(app, orderId)).toEqual({
    status: 'DELIVERED',
    openDeliveryId: null,
    deliveries: ['DELIVERED'],
    tracks: ['Delivered'],
    moves: ['OUT_FOR_DELIVERY', 'DELIVERED'],
  });
});

test('twenty pick-ups at once by one worker are all recorded, make one delivery and move the order once', async () => {
  const orderId = await aReadyOrder(app);

  const answers = await times(20, () => scan(orderId, 'Picked Up'));

  expect(told(answers)).toEqual({ '201 ': 20 });
  expect(await stateOf(app, orderId)).toMatchObject({ deliveries: ['IN_TRANSIT'], moves: ['OUT_FOR_DELIVERY'] });
  expect((await stateOf(app, orderId)).tracks).toHaveLength(20);
});

test('of twenty workers who pick up one order at once one leaves with it', async () => {
  const orderId = await aReadyOrder(app);
  const workers = await times(5, () => aWorker(app, 'WORKER'));

  const answers = await times(20, (n) => scan(orderId, 'Picked Up', workers[n % 5]));

  expect(told(answers)).toEqual({ '201 ': 4, '403 Forbidden': 16 });
  const carriers = new Set(answers.filter(({ status }) => status === 201).map(({ body }) => body.track.workerId));
  expect(carriers.size).toBe(1);
  expect(await stateOf(app, orderId)).toMatchObject({ deliveries: ['IN_TRANSIT'], moves: ['OUT_FOR_DELIVERY'] });
});

test('a worker deleted while deliveries are planned for them is left with none that is open', async () => {
  const leaver = await aWorker(app, 'WORKER');
  const orders = await times(10, () => aReadyOrder(app));

  const [removal, ...plans] = await Promise.all([
    app.http.delete(`/admin/api/workers/${leaver.id}`).set(admin),
    ...orders.map((orderId) =>
      app.http.post('/admin/api/deliveries').set(admin).send({ orderId, workerId: leaver.id }),
    ),
  ]);

  const open = await app.deps.db.delivery.count({ where: { workerId: leaver.id, status: 'PENDING' } });
  expect([200, 409]).toContain(removal.status);
  expect(plans.filter((plan) => plan.status === 201)).toHaveLength(open);
  expect(plans.filter((plan) => plan.status === 404)).toHaveLength(10 - open);
  if (removal.status === 200) expect(open).toBe(0);
});

const reassigned = async (id: number) =>
  (await app.deps.db.event.findMany({ where: { type: 'delivery.updated' }, orderBy: { id: 'asc' } }))
    .map(({ data }) => JSON.parse(data) as { deliveryId: number; workerId: number; previousWorkerId: number })
    .filter(({ deliveryId }) => deliveryId === id);

test('of reassignments at once each names the worker who lost the delivery', async () => {
  const workers = await times(6, () => aWorker(app, 'WORKER'));
  for (let round = 0; round < 6; round += 1) {
    const { id } = await aDelivery(app, admin, worker);

    await times(6, (n) => app.http.put(`/admin/api/deliveries/${id}`).set(admin).send({ workerId: workers[n]?.id }));

    const told = await reassigned(id);
    expect(told).toHaveLength(6);
    const before = [worker.id, ...told.map(({ workerId }) => workerId)].slice(0, 6);
    expect(told.map(({ previousWorkerId }) => previousWorkerId)).toEqual(before);
  }
});

test('a delivery that is called off while it is reassigned tells the worker who had it last', async () => {
  const workers = await times(4, () => aWorker(app, 'WORKER'));
  for (let round = 0; round < 6; round += 1) {
    const { id } = await aDelivery(app, admin, worker);

    await times(5, (n) =>
      n < 4
        ? app.http.put(`/admin/api/deliveries/${id}`).set(admin).send({ workerId: workers[n]?.id })
        : app.http.delete(`/admin/api/deliveries/${id}`).set(admin),
    );

    const cancelled = await app.deps.db.event.findMany({ where: { type: 'delivery.cancelled' } });
    const [told] = cancelled
      .map(({ data }) => JSON.parse(data) as { deliveryId: number; workerId: number })
      .filter(({ deliveryId }) => deliveryId === id);
    const last = (await reassigned(id)).at(-1)?.workerId ?? worker.id;
    expect(told?.workerId).toBe(last);
  }
});
