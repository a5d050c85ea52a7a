import { afterAll, beforeAll, expect, test } from 'vitest';
import { statusLabels } from '../../src/modules/orders/order-status.js';
import { startApp, type TestApp } from '../support/app.js';
import { anEmail, anOrder, aService } from '../support/builders.js';
import { aWorker } from '../support/clients.js';
import { putInOpenBatch } from '../support/open-batch.js';
import { type Calls, callsAs, callsAsAdmin } from '../support/staff.js';
import { withoutMoves } from '../support/without-moves.js';

let app: TestApp;
let clerk: Calls;
let actor: string;
beforeAll(async () => {
  app = await startApp();
  const employee = await aWorker(app, 'EMPLOYEE');
  clerk = callsAs(app, employee.as());
  actor = `employee:${employee.id}`;
});
afterAll(() => app.close());

type Stored = keyof typeof statusLabels;

const correct = (id: string, body: object) => clerk.put(`/employee/api/orders/${id}`, body);
const read = async (id: string) => (await clerk.get(`/employee/api/orders/${id}`)).body;
const anOrderAt = async (status: Stored) => {
  const { order } = await anOrder(app, { serviceIds: ['s1'] });
  await app.deps.db.order.update({ where: { id: order.id }, data: { status } });
  return order;
};

test('a clerk puts right what the clerk typed: name, phone, e-mail, date, instructions and lines', async () => {
  const { order } = await anOrder(app, { serviceIds: ['s1'] });
  const { order: bystander } = await anOrder(app);
  const email = anEmail();

  const answer = await correct(order.id, {
    customerName: 'Sunita Devi',
    customerEmail: email,
    customerPhone: '98765 10003',
    pickupDate: '2026-12-24',
    specialInstructions: 'Starch',
    items: [{ serviceId: 's1' }, { serviceId: 's3', note: 'forgotten shirt' }],
  });

  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({
    customerName: 'Sunita Devi',
    customerEmail: email,
    customerPhone: '98765 10003',
    pickupDate: '2026-12-24',
    specialInstructions: 'Starch',
    serviceId: ['s1', 's3'],
    total: 300,
  });
  expect(withoutMoves(await read(bystander.id))).toEqual(bystander);
  const detail = 'customerName, customerEmail, customerPhone, pickupDate, specialInstructions, items';
  const audit = await app.deps.db.auditEntry.findMany({ where: { entity: 'order', entityId: order.id } });
  expect(audit).toMatchObject([{ action: 'order.updated', actor, detail }]);
});

test('the whole order sent back with one other field changes that field, and the rest is named as unused', async () => {
  const service = await aService(app, { priceMinor: 1_000n });
  const { order } = await anOrder(app, { serviceIds: [service, service] });
  await app.deps.db.service.update({ where: { id: service }, data: { priceMinor: 9_999n } });

  const answer = await correct(order.id, { ...order, pickupDate: '2026-12-24', status: 'Delivered', total: 1 });

  expect(withoutMoves(answer.body)).toEqual({ ...order, pickupDate: '2026-12-24', updatedAt: expect.any(String) });
  expect(answer.headers['x-ignored-fields']?.split(', ')).toEqual(expect.arrayContaining(['status', 'total']));
});

const atStore: Stored[] = [
  'AT_STORE',
  'PROCESSING_AT_STORE',
  'QUALITY_CHECK_AT_STORE',
  'RETURNED_TO_STORE',
  'READY_FOR_DELIVERY',
];

test.each(Object.keys(statusLabels) as Stored[])(
  'of an order that is %s a clerk changes what is in the clerk’s hands',
  async (status) => {
    const order = await anOrderAt(status);
    const before = await read(order.id);

    const texts = await correct(order.id, { customerPhone: '5' });
    const lines = await correct(order.id, { serviceIds: ['s1', 's3'] });

    expect(texts.status).toBe(atStore.includes(status) ? 200 : 409);
    expect(lines.status).toBe(atStore.slice(0, 3).includes(status) ? 200 : 409);
    if (texts.status === 409) expect(await read(order.id)).toEqual(before);
  },
);

test('an order in an open batch gets no other services, and its phone is still put right', async () => {
  const order = await anOrderAt('AT_STORE');
  await putInOpenBatch(app, order.id);

  const lines = await correct(order.id, { serviceIds: ['s3'] });
  const texts = await correct(order.id, { customerPhone: '5' });

  expect([lines.status, lines.body.error, texts.status]).toEqual([409, 'Order can no longer be changed', 200]);
});

test.each(['note', 'reason'])(
  'a clerk cancels at the store, with the reason as %s, and nowhere else',
  async (field) => {
    const here = await anOrderAt('READY_FOR_DELIVERY');
    const away = await anOrderAt('PROCESSING');
    const cancel = (id: string, body: object) =>
      clerk.put(`/employee/api/orders/${id}/status`, { status: 'Cancelled', ...body });

    const without = await cancel(here.id, {});
    const done = await cancel(here.id, { [field]: 'Changed her mind' });
    const atFactory = await cancel(away.id, { [field]: 'Changed her mind' });

    expect([without.status, without.body.error]).toEqual([400, 'Missing fields']);
    expect([done.status, done.body.status]).toEqual([200, 'Cancelled']);
    expect([atFactory.status, atFactory.body.error]).toEqual([400, 'Order cannot move from Processing to Cancelled']);
    const { body: timeline } = await clerk.get(`/api/orders/${here.id}/timeline`);
    expect(timeline.at(-1)).toMatchObject({ status: 'Cancelled', note: 'Changed her mind', actor });
  },
);

test('a clerk cancels with the same route, in words of the whole order and with what else is put right', async () => {
  const { order } = await anOrder(app, { serviceIds: ['s1'] });
  const { order: bystander } = await anOrder(app);
  const body = { ...order, specialInstructions: 'Was wet', status: 'Cancelled', reason: 'Changed her mind', total: 1 };

  const without = await correct(order.id, { status: 'Cancelled' });
  const before = await read(order.id);
  const done = await correct(order.id, body);
  const again = await correct(order.id, body);

  expect([without.status, without.body.error, without.body.details]).toEqual([
    400,
    'Missing fields',
    [{ path: 'note', message: 'is required' }],
  ]);
  expect(withoutMoves(before)).toEqual(order);
  expect(done.body).toMatchObject({ status: 'Cancelled', specialInstructions: 'Was wet', total: order.total });
  expect(done.headers['x-ignored-fields']?.split(', ')).not.toEqual(expect.arrayContaining(['status']));
  expect(done.headers['x-ignored-fields']?.split(', ')).toEqual(expect.arrayContaining(['total']));
  expect([again.status, again.body]).toEqual([200, done.body]);
  const { body: timeline } = await clerk.get(`/api/orders/${order.id}/timeline`);
  expect(timeline.slice(1).map(({ type, note }: { type: string; note: string }) => [type, note])).toEqual([
    ['edited', 'specialInstructions'],
    ['status', 'Changed her mind'],
  ]);
  const detail = 'specialInstructions, At Store to Cancelled';
  const audit = await app.deps.db.auditEntry.findMany({ where: { entity: 'order', entityId: order.id } });
  expect(audit).toMatchObject([{ action: 'order.updated', actor, detail }]);
  expect(withoutMoves(await read(bystander.id))).toEqual(bystander);
});

test.each(Object.keys(statusLabels) as Stored[])(
  'of an order that is %s a clerk cancels what is at the store',
  async (status) => {
    const order = await anOrderAt(status);
    const before = await read(order.id);

    const answer = await correct(order.id, { status: 'Cancelled', reason: 'Changed her mind' });

    const isOver = status === 'CANCELLED';
    expect(answer.status).toBe(atStore.includes(status) || isOver ? 200 : 400);
    if (answer.status === 400) {
      expect(answer.body.error).toBe(`Order cannot move from ${statusLabels[status]} to Cancelled`);
      expect(await read(order.id)).toEqual(before);
    } else expect((await read(order.id)).status).toBe('Cancelled');
  },
);

test('an order in an open batch or with a planned delivery is not cancelled, and nothing else of the request is done', async () => {
  const admin = await callsAsAdmin(app);
  const [packed, planned] = [await anOrderAt('AT_STORE'), await anOrderAt('READY_FOR_DELIVERY')];
  await putInOpenBatch(app, packed.id);
  const { id: workerId } = await aWorker(app, 'WORKER');
  await admin.post('/admin/api/deliveries', { orderId: planned.id, workerId });
  const body = { customerPhone: '5', status: 'Cancelled', reason: 'Changed her mind' };
  const before = [await read(packed.id), await read(planned.id)];

  const answers = [await correct(packed.id, body), await correct(planned.id, body)];

  expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
    [400, 'order.in_open_batch'],
    [409, 'order.in_open_delivery'],
  ]);
  expect([await read(packed.id), await read(planned.id)]).toEqual(before);
});

test('of two cancels at once, and of one that saw the order before, one is done', async () => {
  const { order } = await anOrder(app, { serviceIds: ['s1'] });
  const tag = (await clerk.get(`/employee/api/orders/${order.id}`)).headers['etag'] ?? '';
  const body = { status: 'Cancelled', reason: 'Changed her mind' };

  const both = await Promise.all([correct(order.id, body), correct(order.id, body)]);
  const late = await clerk.put(`/employee/api/orders/${order.id}`, body).set('If-Match', tag);

  expect([...both, late].map(({ status }) => status)).toEqual([200, 200, 412]);
  const where = { orderId: order.id, status: 'CANCELLED' as const };
  expect(await app.deps.db.timelineEntry.count({ where })).toBe(1);
});

test('a reason without a cancel does nothing and is named, and a retired service may stay', async () => {
  const service = await aService(app, { priceMinor: 1_000n, name: 'Starching' });
  const { order } = await anOrder(app, { serviceIds: [service, service] });
  await app.deps.db.service.update({
    where: { id: service },
    data: { status: 'INACTIVE', priceMinor: 5_000n, name: 'X' },
  });

  const answer = await correct(order.id, { items: [{ serviceId: service }, { serviceId: 's1' }], reason: 'One less' });

  expect([answer.status, answer.headers['x-ignored-fields']]).toEqual([200, 'reason']);
  expect(answer.body).toMatchObject({ service: ['Starching', 'Laundry'], total: 210 });
});

test('admins may call the same route, with what admins may do', async () => {
  const admin = await callsAsAdmin(app);
  const order = await anOrderAt('PROCESSING');

  const answer = await admin.put(`/employee/api/orders/${order.id}`, { serviceIds: ['s1', 's3'] });

  expect([answer.status, answer.body.total]).toEqual([200, 300]);
});
