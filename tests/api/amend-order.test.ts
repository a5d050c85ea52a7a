import { afterAll, beforeAll, expect, test } from 'vitest';
import type { statusLabels } from '../../src/modules/orders/order-status.js';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder, aService } from '../support/builders.js';
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

const amend = (id: string, body: object) => admin.put(`/admin/api/orders/${id}`, body);
const read = async (id: string) => (await admin.get(`/admin/api/orders/${id}`)).body;
type Stored = keyof typeof statusLabels;
const setStatus = (id: string, status: Stored) => app.deps.db.order.update({ where: { id }, data: { status } });
const auditOf = (id: string) => app.deps.db.auditEntry.findMany({ where: { entity: 'order', entityId: id } });

test('an admin puts the texts of an order right, and the audit names the fields and no value', async () => {
  const { order } = await anOrder(app);
  const { order: bystander } = await anOrder(app);

  const response = await amend(order.id, {
    customerName: 'Asha Rao-Nair',
    customerEmail: ' Asha@New.example ',
    customerPhone: '5',
    pickupDate: null,
    specialInstructions: 'Starch',
    total: 1,
    id: 'zzzzzzzz',
  });

  expect(response.status).toBe(200);
  expect(withoutMoves(response.body)).toEqual({
    ...order,
    customerName: 'Asha Rao-Nair',
    customerEmail: 'asha@new.example',
    customerPhone: '5',
    pickupDate: '',
    specialInstructions: 'Starch',
    updatedAt: expect.any(String),
  });
  expect(await read(order.id)).toEqual(response.body);
  expect(withoutMoves(await read(bystander.id))).toEqual(bystander);
  const detail = 'customerName, customerEmail, customerPhone, pickupDate, specialInstructions';
  expect(await auditOf(order.id)).toMatchObject([
    { action: 'order.updated', detail, actor: expect.stringMatching(/^admin:/) },
  ]);
});

test.each([
  ['comma text', (ids: string[]) => ({ serviceId: ids.join(', ') })],
  ['an array under the old name', (ids: string[]) => ({ serviceId: ids })],
  ['an array', (ids: string[]) => ({ serviceIds: ids })],
  ['items', (ids: string[]) => ({ items: ids.map((serviceId) => ({ serviceId })) })],
])('services given as %s take the place of the others', async (_, body) => {
  const [first, second] = [await aService(app, { priceMinor: 1_005n }), await aService(app, { priceMinor: 20n })];
  const { order } = await anOrder(app);

  const response = await amend(order.id, { ...body([first, second]), status: 'At Store' });

  expect(response.status).toBe(200);
  expect(response.body).toMatchObject({ serviceId: [first, second], total: 10.25, status: 'At Store' });
  expect(await app.deps.db.piece.count({ where: { orderId: order.id, voidedAt: null } })).toBe(2);
});

test('the whole order sent back as it was read changes nothing, not even after prices rose and it left the counter', async () => {
  const service = await aService(app, { priceMinor: 1_000n });
  const { order } = await anOrder(app, { serviceIds: [service] });
  await app.deps.db.service.update({ where: { id: service }, data: { priceMinor: 9_999n } });
  const same = await amend(order.id, order);
  await setStatus(order.id, 'PROCESSING');
  const processing = await read(order.id);

  const response = await amend(order.id, processing);

  expect(withoutMoves(same.body)).toEqual(order);
  expect(response.body).toEqual(processing);
  expect(await auditOf(order.id)).toEqual([]);
  expect(await app.deps.db.timelineEntry.count({ where: { orderId: order.id } })).toBe(1);
});

test.each(['in a batch', 'OUT_FOR_DELIVERY', 'DELIVERED', 'CANCELLED'] as const)(
  'services of an order that is %s cannot be changed, and nothing else of the request happens',
  async (where) => {
    const { order } = await anOrder(app);
    if (where === 'in a batch') await putInOpenBatch(app, order.id);
    else await setStatus(order.id, where);
    const before = await read(order.id);

    const response = await amend(order.id, { customerName: 'X', serviceIds: ['s2'] });
    const renamed = await amend(order.id, { customerName: 'Still Possible' });

    expect(response.status).toBe(409);
    expect(response.body.error).toBe('Order can no longer be changed');
    expect(renamed.body).toEqual({ ...before, customerName: 'Still Possible', updatedAt: expect.any(String) });
  },
);

test.each(['PROCESSING', 'QUALITY_CHECK', 'READY_FOR_DELIVERY'] as const)(
  'a shirt that was forgotten is added by an admin while the order is %s, until somebody is out with it',
  async (status) => {
    const { order } = await anOrder(app, { serviceIds: ['s1'] });
    await setStatus(order.id, status);

    const response = await amend(order.id, { serviceIds: ['s1', 's3'] });

    expect(response.status).toBe(200);
    expect(response.body).toMatchObject({ serviceId: ['s1', 's3'], total: 300 });
    expect(await auditOf(order.id)).toMatchObject([{ action: 'order.updated', detail: 'items' }]);
  },
);

test('what is wrong with a request is named, field by field', async () => {
  const { order } = await anOrder(app);

  const wrong = await amend(order.id, { customerEmail: 'x', pickupDate: 'soon', status: 'Lost' });
  const empty = await amend(order.id, { serviceIds: [] });
  const unknown = await amend(order.id, { serviceIds: ['nope'], customerName: 'X' });
  const nameless = await amend(order.id, { customerName: '' });

  expect(wrong.body.details.map((detail: { path: string }) => detail.path)).toEqual([
    'customerEmail',
    'pickupDate',
    'status',
  ]);
  expect(empty.body.error).toBe('serviceIds must be a non-empty list');
  expect(unknown.body.error).toBe('One or more services are invalid');
  expect(nameless.body.error).toBe('Missing fields');
  expect([wrong, empty, unknown, nameless].map(({ status }) => status)).toEqual([400, 400, 400, 400]);
  expect(withoutMoves(await read(order.id))).toEqual(order);
});

test('re-pricing at once against a batch that claims the order: exactly one of them has its way', async () => {
  for (const _round of [1, 2, 3, 4, 5]) {
    const { order } = await anOrder(app, { serviceIds: ['s1'] });
    const [amended, batch] = await Promise.all([
      amend(order.id, { serviceIds: ['s2', 's3'] }),
      admin.post('/admin/api/transit-batches', { order_ids: [order.id], type: 'STORE_TO_FACTORY', created_by: 'x' }),
    ]);

    expect(batch.status).toBe(201);
    expect([200, 409]).toContain(amended.status);
    expect((await read(order.id)).serviceId).toEqual(amended.status === 200 ? ['s2', 's3'] : ['s1']);
  }
});
