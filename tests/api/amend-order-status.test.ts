import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder } from '../support/builders.js';
import { aWorker } from '../support/clients.js';
import { type Calls, callsAsAdmin } from '../support/staff.js';
import { withoutMoves } from '../support/without-moves.js';

let app: TestApp;
let admin: Calls;
beforeAll(async () => {
  app = await startApp();
  admin = await callsAsAdmin(app);
});
afterAll(() => app.close());

const amend = (id: string, body: object) => admin.put(`/admin/api/orders/${id}`, body);
const read = async (id: string) => (await admin.get(`/admin/api/orders/${id}`)).body;
const setStatus = (id: string, status: 'READY_FOR_DELIVERY' | 'OUT_FOR_DELIVERY') =>
  app.deps.db.order.update({ where: { id }, data: { status } });
const auditOf = (id: string) => app.deps.db.auditEntry.findMany({ where: { entity: 'order', entityId: id } });

async function openDelivery(orderId: string): Promise<void> {
  const worker = await aWorker(app, 'WORKER');
  const { id } = await app.deps.db.delivery.create({ data: { orderId, workerId: worker.id } });
  await app.deps.db.order.update({ where: { id: orderId }, data: { openDeliveryId: id } });
}

test('a status is a move with its timeline and audit entries, together with the rest of the request', async () => {
  const { order } = await anOrder(app);

  const ready = await amend(order.id, {
    status: 'Ready for Delivery',
    serviceIds: ['s2'],
    specialInstructions: 'Call',
  });
  const delivered = await amend(order.id, { status: 'Delivered' });

  expect(ready.body).toMatchObject({ status: 'Ready for Delivery', serviceId: ['s2'], specialInstructions: 'Call' });
  expect(delivered.body.status).toBe('Delivered');
  const timeline = await app.deps.db.timelineEntry.findMany({ where: { orderId: order.id }, orderBy: { id: 'asc' } });
  expect(timeline.map(({ type, status, note }) => [type, status, note])).toEqual([
    ['created', 'AT_STORE', null],
    ['edited', 'AT_STORE', 'specialInstructions, items'],
    ['status', 'READY_FOR_DELIVERY', null],
    ['status', 'DELIVERED', null],
  ]);
  expect((await auditOf(order.id)).map(({ detail }) => detail)).toEqual([
    'specialInstructions, items, At Store to Ready for Delivery',
    'Ready for Delivery to Delivered',
  ]);
});

test.each([
  'In Transit to Factory',
  'At Factory',
  'Quality Check',
  'In Transit to Store',
  'Out for Delivery',
  'Delivered',
])('an order at the store cannot be set to %s, and the rest of the request does not happen either', async (status) => {
  const { order } = await anOrder(app);

  const response = await amend(order.id, { status, customerName: 'X', serviceIds: ['s2'] });

  expect(response.status).toBe(400);
  expect(response.body.error).toBe(`Order cannot move from At Store to ${status}`);
  expect(withoutMoves(await read(order.id))).toEqual(order);
});

test('an order on its way or with an open delivery is not moved here', async () => {
  const { order: away } = await anOrder(app);
  await setStatus(away.id, 'OUT_FOR_DELIVERY');
  const { order: planned } = await anOrder(app);
  await setStatus(planned.id, 'READY_FOR_DELIVERY');
  await openDelivery(planned.id);

  const answers = [
    await amend(away.id, { status: 'Delivered' }),
    await amend(away.id, { status: 'Cancelled' }),
    await amend(planned.id, { status: 'Delivered' }),
    await amend(planned.id, { status: 'Cancelled' }),
    await admin.delete(`/admin/api/orders/${planned.id}`),
  ];

  expect(answers.map(({ status, body }) => [status, body.error])).toEqual([
    [400, 'Order cannot move from Out for Delivery to Delivered'],
    [400, 'Order cannot move from Out for Delivery to Cancelled'],
    [409, 'Order has an open delivery'],
    [409, 'Order has an open delivery'],
    [409, 'Order has an open delivery'],
  ]);
  expect((await read(planned.id)).status).toBe('Ready for Delivery');
});
