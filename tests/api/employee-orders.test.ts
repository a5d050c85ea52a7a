import { afterAll, beforeAll, expect, test } from 'vitest';
import { statusLabels } from '../../src/modules/orders/order-status.js';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder } from '../support/builders.js';
import { aWorker } from '../support/clients.js';
import { INVALID_SENTENCE } from '../support/error-shape.js';
import { putInOpenBatch } from '../support/open-batch.js';
import { type Calls, callsAs, callsAsAdmin } from '../support/staff.js';
import { withoutMoves } from '../support/without-moves.js';

let app: TestApp;
let employee: Calls;
let actor: string;
beforeAll(async () => {
  app = await startApp();
  const worker = await aWorker(app, 'EMPLOYEE');
  employee = callsAs(app, worker.as());
  actor = `employee:${worker.id}`;
});
afterAll(() => app.close());

type Stored = keyof typeof statusLabels;
type Label = (typeof statusLabels)[Stored];
const labels = [...new Set(Object.values(statusLabels))];

async function anOrderAt(status: Stored): Promise<string> {
  const { order } = await anOrder(app);
  await app.deps.db.order.update({ where: { id: order.id }, data: { status } });
  return order.id;
}

const move = (id: string, body: object) => employee.put(`/employee/api/orders/${id}/status`, body);
const list = async (query: object): Promise<string[]> =>
  (await employee.get('/employee/api/orders', query)).body.map((order: { id: string }) => order.id);

test('by default only orders waiting at the counter are listed: never sent, in no open batch', async () => {
  const waiting = await anOrderAt('AT_STORE');
  const batched = await anOrderAt('AT_STORE');
  await putInOpenBatch(app, batched);
  const returned = await anOrderAt('RETURNED_TO_STORE');
  const working = await anOrderAt('PROCESSING');

  expect(await list({ limit: 1 })).toEqual([waiting]);
  expect(await list({})).not.toContain(batched);
  expect(await list({ all: '1', limit: 4 })).toEqual([working, returned, batched, waiting]);
  expect(await list({ status: 'At Store', limit: 3 })).toEqual([returned, batched, waiting]);
  expect(await list({ status: 'Processing' })).toEqual([working]);
  expect(await list({ q: working })).toEqual([working]);
  expect((await employee.get('/employee/api/orders', { all: 'yes' })).status).toBe(400);
});

test('an order is read by whatever a scanner makes of its barcode', async () => {
  const { order } = await anOrder(app);

  for (const text of [order.id, order.id.toUpperCase(), ` ${order.id}\r\n`, `${order.id}-1`]) {
    expect(withoutMoves((await employee.get(`/employee/api/orders/${encodeURIComponent(text)}`)).body)).toEqual(order);
  }
  expect((await employee.get('/employee/api/orders/zzzzzzzz')).body.error).toBe('Order not found');
});

// What the contract lets an employee do; everything else belongs to batches, deliveries and admins.
const allowed: Partial<Record<Stored, Label[]>> = {
  AT_STORE: ['Processing', 'Ready for Delivery', 'Cancelled'],
  RETURNED_TO_STORE: ['Processing', 'Ready for Delivery', 'Cancelled'],
  PROCESSING: ['Quality Check'],
  QUALITY_CHECK: ['Processing'],
  PROCESSING_AT_STORE: ['Quality Check', 'Ready for Delivery', 'Cancelled'],
  QUALITY_CHECK_AT_STORE: ['Processing', 'Ready for Delivery', 'Cancelled'],
  READY_FOR_DELIVERY: ['Processing', 'Delivered', 'Cancelled'],
};

test.each(Object.keys(statusLabels) as Stored[])(
  'an employee moves an order that is %s as the contract says and no other way',
  async (from) => {
    for (const to of labels) {
      const id = await anOrderAt(from);
      const response = await move(id, { status: to, note: 'Said why' });

      const stored = await app.deps.db.order.findUniqueOrThrow({ where: { id } });
      if (allowed[from]?.includes(to)) {
        expect(response.status).toBe(200);
        expect(response.body).toMatchObject({ id, status: to });
        expect(statusLabels[stored.status]).toBe(to);
      } else {
        expect(response.status).toBe(400);
        expect(response.body).toMatchObject({
          error: `Order cannot move from ${statusLabels[from]} to ${to}`,
          code: 'order.illegal_move',
        });
        expect(stored.status).toBe(from);
      }
    }
  },
);

test('a move leaves one timeline entry with its actor and note, and one audit entry without the note', async () => {
  const id = await anOrderAt('RETURNED_TO_STORE');

  const response = await move(id.toUpperCase(), { status: 'Ready for Delivery', note: 'Rack 7' });

  expect(response.body.status).toBe('Ready for Delivery');
  const timeline = await employee.get(`/api/orders/${id}/timeline`);
  expect(timeline.body.slice(1)).toEqual([
    {
      at: expect.any(String),
      type: 'status',
      status: 'Ready for Delivery',
      actor,
      actorName: 'Ravi Das',
      note: 'Rack 7',
    },
  ]);
  expect(await app.deps.db.auditEntry.findMany({ where: { entityId: id } })).toMatchObject([
    { actor, action: 'order.moved', detail: 'At Store to Ready for Delivery' },
  ]);
});

test('an order in an open batch travels with it and is not moved by hand', async () => {
  const id = await anOrderAt('AT_STORE');
  await putInOpenBatch(app, id);

  const response = await move(id, { status: 'Ready for Delivery' });

  expect(response.status).toBe(400);
  expect(response.body).toMatchObject({
    error: 'Order cannot move from At Store to Ready for Delivery',
    code: 'order.in_open_batch',
    details: [{ path: 'status', message: 'travels with its open transit batch' }],
  });
  expect(await app.deps.db.timelineEntry.count({ where: { orderId: id } })).toBe(1);
});

test('a move without a status, or to none that exists, is refused', async () => {
  const id = await anOrderAt('PROCESSING');

  const answers = [await move(id, {}), await move(id, { status: 'Lost' }), await move(id, { status: 'PROCESSING' })];

  expect(answers.map(({ status, body }) => [status, body.error])).toEqual([
    [400, 'Missing fields'],
    [400, INVALID_SENTENCE],
    [400, INVALID_SENTENCE],
  ]);
  expect((await move('zzzzzzzz', { status: 'Delivered' })).status).toBe(404);
});

test('of thirty identical moves at once exactly one wins, with one timeline entry', async () => {
  const id = await anOrderAt('PROCESSING');
  const bystander = await anOrderAt('PROCESSING');

  const answers = await Promise.all(Array.from({ length: 30 }, () => move(id, { status: 'Quality Check' })));

  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  const losers = answers.filter(({ status }) => status === 400).map(({ body }) => body.error);
  expect(losers).toEqual(Array.from({ length: 29 }, () => 'Order cannot move from Quality Check to Quality Check'));
  expect(await app.deps.db.timelineEntry.count({ where: { orderId: id, status: 'QUALITY_CHECK' } })).toBe(1);
  expect((await app.deps.db.order.findUniqueOrThrow({ where: { id: bystander } })).status).toBe('PROCESSING');
});

test('handing over at once against planning a delivery leaves a delivered order or an open delivery, never both', async () => {
  const admin = await callsAsAdmin(app);
  const { id: workerId } = await aWorker(app, 'WORKER');
  for (const _round of [1, 2, 3, 4, 5]) {
    const orderId = await anOrderAt('READY_FOR_DELIVERY');
    const [handed, planned] = await Promise.all([
      move(orderId, { status: 'Delivered' }),
      admin.post('/admin/api/deliveries', { orderId, workerId, address: 'Here' }),
    ]);

    expect([handed.status === 200, planned.status === 201].filter(Boolean)).toHaveLength(1);
    const order = await app.deps.db.order.findUniqueOrThrow({ where: { id: orderId } });
    expect(order.status).toBe(handed.status === 200 ? 'DELIVERED' : 'READY_FOR_DELIVERY');
    expect(order.openDeliveryId === null).toBe(handed.status === 200);
  }
});
