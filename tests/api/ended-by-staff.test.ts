import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder } from '../support/builders.js';
import { type Account, aWorker } from '../support/clients.js';
import { stateOf } from '../support/deliveries.js';
import { checkInvariants } from '../support/invariants.js';
import { type Calls, callsAs, callsAsAdmin } from '../support/staff.js';

let app: TestApp;
let admin: Calls;
let clerk: Account;
let driver: Account;
beforeAll(async () => {
  app = await startApp();
  admin = await callsAsAdmin(app);
  clerk = await aWorker(app, 'EMPLOYEE');
  driver = await aWorker(app, 'WORKER');
});
afterAll(() => app.close());

const times = <T>(count: number, call: (n: number) => PromiseLike<T>) =>
  Promise.all(Array.from({ length: count }, (_, n) => call(n)));
const setStatus = (orderId: string, body: object) =>
  callsAs(app, clerk.as()).put(`/employee/api/orders/${orderId}/status`, body);
const amend = (orderId: string, body: object) => admin.put(`/admin/api/orders/${orderId}`, body);
const drive = (id: number, name: string) =>
  callsAs(app, driver.as()).put(`/worker/api/deliveries/${id}/${name}`, { reason: 'Nobody at home' });
const deliveryOf = (orderId: string) => app.deps.db.delivery.findFirstOrThrow({ where: { orderId } });

/** An order that went all the way to a driver who has left with it. */
async function anOrderOnItsWay(by: Account = driver): Promise<{ orderId: string; deliveryId: number }> {
  const { order } = await anOrder(app);
  await setStatus(order.id, { status: 'Ready for Delivery' });
  const scan = { orderId: order.id, orderStatus: 'Picked Up' };
  const response = await callsAs(app, by.as()).post('/worker/scan', scan);
  if (response.status !== 201) throw new Error(`a pick-up was refused: ${response.status} ${response.text}`);
  return { orderId: order.id, deliveryId: (await deliveryOf(order.id)).id };
}

test('what a driver who lost the phone was out with, an employee ends, and the driver can be deleted after that', async () => {
  const lost = await aWorker(app, 'WORKER');
  const { orderId, deliveryId } = await anOrderOnItsWay(lost);
  const bystander = await anOrderOnItsWay();
  await admin.put(`/admin/api/workers/${lost.id}`, { active: false });
  const early = await admin.delete(`/admin/api/workers/${lost.id}`);

  const response = await setStatus(orderId, { status: 'Delivered', note: 'The customer rang' });

  expect([early.status, early.body.error]).toEqual([409, 'Worker has an open delivery']);
  expect(response.status).toBe(200);
  expect(response.body).toMatchObject({ id: orderId, status: 'Delivered' });
  expect(await stateOf(app, orderId)).toMatchObject({
    status: 'DELIVERED',
    openDeliveryId: null,
    deliveries: ['DELIVERED'],
    moves: ['READY_FOR_DELIVERY', 'OUT_FOR_DELIVERY', 'DELIVERED'],
  });
  expect(await deliveryOf(orderId)).toMatchObject({ actualDelivery: expect.any(Date), failureReason: null });
  const actor = `employee:${clerk.id}`;
  const timeline = await admin.get(`/api/orders/${orderId}/timeline`);
  expect(timeline.body.at(-1)).toMatchObject({ status: 'Delivered', actor, note: 'The customer rang' });
  const audit = await app.deps.db.auditEntry.findMany({
    where: { actor, entityId: { in: [orderId, `${deliveryId}`] } },
  });
  expect(audit.map(({ action, detail }) => [action, detail])).toEqual([
    ['order.moved', 'At Store to Ready for Delivery'],
    ['delivery.deliver', `order ${orderId}`],
    ['order.moved', 'Out for Delivery to Delivered'],
  ]);
  expect(await stateOf(app, bystander.orderId)).toMatchObject({ deliveries: ['IN_TRANSIT'] });
  expect((await admin.delete(`/admin/api/workers/${lost.id}`)).status).toBe(200);
});

test.each([
  [{ note: 'Van broke down' }, 'Van broke down'],
  [{}, 'Brought back'],
])('an order brought back with %j is ready for another delivery', async (note, failureReason) => {
  const { orderId } = await anOrderOnItsWay();

  const response = await setStatus(orderId, { status: 'Ready for Delivery', ...note });

  expect(response.body).toMatchObject({ id: orderId, status: 'Ready for Delivery' });
  expect(await deliveryOf(orderId)).toMatchObject({ status: 'FAILED', failureReason, actualDelivery: null });
  const timeline = await admin.get(`/api/orders/${orderId}/timeline`);
  expect(timeline.body.at(-1)).toMatchObject({ actor: `employee:${clerk.id}`, note: failureReason });
  const again = await admin.post('/admin/api/deliveries', { orderId, workerId: driver.id });
  expect(again.status).toBe(201);
});

test('an admin ends a delivery with the rest of a request, or nothing of it happens', async () => {
  const [delivered, back, refused] = [await anOrderOnItsWay(), await anOrderOnItsWay(), await anOrderOnItsWay()];

  const answers = [
    await amend(delivered.orderId, { status: 'Delivered', specialInstructions: 'Left with the guard' }),
    await amend(back.orderId, { status: 'Ready for Delivery' }),
    await amend(refused.orderId, { status: 'Delivered', serviceIds: ['s2'] }),
    await amend(refused.orderId, { status: 'Cancelled' }),
  ];

  expect(answers.map(({ status, body }) => [status, body.error ?? body.status])).toEqual([
    [200, 'Delivered'],
    [200, 'Ready for Delivery'],
    [409, 'Order can no longer be changed'],
    [400, 'Order cannot move from Out for Delivery to Cancelled'],
  ]);
  expect(await deliveryOf(delivered.orderId)).toMatchObject({ status: 'DELIVERED' });
  expect(await deliveryOf(back.orderId)).toMatchObject({ status: 'FAILED', failureReason: 'Brought back' });
  expect(await stateOf(app, refused.orderId)).toMatchObject({ status: 'OUT_FOR_DELIVERY', deliveries: ['IN_TRANSIT'] });
  const last = (await admin.get(`/api/orders/${delivered.orderId}/timeline`)).body.at(-1);
  expect(last).toMatchObject({ status: 'Delivered', actor: expect.stringMatching(/^admin:/) });
});

test('a planned delivery nobody left with is still not ended by hand', async () => {
  const { orderId } = await anOrderOnItsWay();
  await setStatus(orderId, { status: 'Ready for Delivery' });
  await admin.post('/admin/api/deliveries', { orderId, workerId: driver.id });

  const response = await setStatus(orderId, { status: 'Delivered' });

  expect([response.status, response.body.error]).toEqual([409, 'Order has an open delivery']);
  expect(await stateOf(app, orderId)).toMatchObject({ deliveries: ['FAILED', 'PENDING'] });
});

test('of twenty clerks who end one delivery at once one does, and the others learn that it is delivered', async () => {
  const { orderId } = await anOrderOnItsWay();

  const answers = await times(20, (n) => (n % 2 ? setStatus : amend)(orderId, { status: 'Delivered', note: 'x' }));

  // An admin's form that says what the order says already changes nothing.
  const changed = await app.deps.db.auditEntry.count({
    where: { entityId: orderId, detail: { endsWith: 'to Delivered' } },
  });
  expect(changed).toBe(1);
  const refusals = answers.filter(({ status }) => status !== 200);
  for (const { status, body } of refusals)
    expect([status, body.error]).toEqual([400, 'Order cannot move from Delivered to Delivered']);
  expect(await stateOf(app, orderId)).toMatchObject({
    deliveries: ['DELIVERED'],
    moves: ['READY_FOR_DELIVERY', 'OUT_FOR_DELIVERY', 'DELIVERED'],
  });
});

test('a clerk’s Delivered against the driver’s failure, twenty at once: one ends the delivery, whatever follows', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { orderId, deliveryId } = await anOrderOnItsWay();

    const answers = await times(20, (n) =>
      n % 2 ? drive(deliveryId, 'fail') : setStatus(orderId, { status: 'Delivered' }),
    );

    const failures = answers.filter((_, n) => n % 2);
    const failed = failures.filter(({ status }) => status === 200).length;
    const delivered = answers.filter((answer, n) => !(n % 2) && answer.status === 200).length;
    expect(failures.filter(({ status }) => status === 400)).toHaveLength(10 - failed);
    const state = await stateOf(app, orderId);
    const before = ['READY_FOR_DELIVERY', 'OUT_FOR_DELIVERY'];
    if (failed === 0) {
      expect(delivered).toBe(1);
      expect(state).toMatchObject({ deliveries: ['DELIVERED'], moves: [...before, 'DELIVERED'] });
    } else {
      // Who comes after the driver hands over at the counter what came back: another step, of which there is one again.
      expect([failed, delivered <= 1]).toEqual([1, true]);
      const after = delivered ? ['READY_FOR_DELIVERY', 'DELIVERED'] : ['READY_FOR_DELIVERY'];
      expect(state).toMatchObject({ deliveries: ['FAILED'], moves: [...before, ...after] });
    }
    expect(state.openDeliveryId).toBeNull();
    const known = /^Order (cannot move from Delivered to Delivered|was moved at the same moment: look at it again)$/;
    for (const { body } of answers.filter((answer, n) => !(n % 2) && answer.status !== 200))
      expect(body.error).toMatch(known);
  }
  expect(await checkInvariants(app.deps.db)).toEqual([]);
});
