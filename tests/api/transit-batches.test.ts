import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import {
  aBatch,
  allMoves,
  type Clerk,
  moveBatch,
  ordersAtStore,
  ordersFor,
  postBatch,
  readBatch,
  storedOrder,
} from '../support/batches.js';
import { anAdmin, aWorker } from '../support/clients.js';

let app: TestApp;
const clerks = {} as Record<'admin' | 'employee', Clerk & { label: string }>;
beforeAll(async () => {
  app = await startApp();
  const employee = await aWorker(app, 'EMPLOYEE');
  clerks.admin = { portal: '/admin/api', headers: await anAdmin(app), label: 'admin:1' };
  clerks.employee = { portal: '/employee/api', headers: employee.as(), label: `employee:${employee.id}` };
});
afterAll(() => app.close());

const steps = {
  STORE_TO_FACTORY: ['In Transit to Factory', 'At Factory', 'Processing'],
  FACTORY_TO_STORE: ['In Transit to Store', 'At Store', 'Ready for Delivery'],
} as const;
const states = ['IN_TRANSIT', 'ARRIVED', 'COMPLETED'] as const;
const ISO = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

describe.each(['admin', 'employee'] as const)('%s', (who) => {
  test.each([
    ['STORE_TO_FACTORY', 'S2F', 'At Store'],
    ['FACTORY_TO_STORE', 'F2S', 'Processing'],
  ] as const)(
    'a batch %s travels with its orders, and each order’s timeline says who moved it',
    async (type, prefix, first) => {
      const clerk = clerks[who];
      const orderIds = await ordersFor(app, clerks.admin, type, 2);
      const [bystander] = await ordersAtStore(app, 1);
      const untouched = await storedOrder(app, bystander ?? '');
      const timelines = await Promise.all(orderIds.map((id) => storedOrder(app, id)));

      const created = await postBatch(app, clerk, { order_ids: orderIds, type, created_by: 'admin:999' });
      expect(created.status).toBe(201);
      expect(created.body).toEqual({
        id: expect.any(Number),
        transitId: expect.stringMatching(new RegExp(`^${prefix}-\\d{14}-[a-z0-9]{4,8}$`)),
        type,
        status: 'PENDING',
        createdBy: 'admin:999',
        createdAt: ISO,
        initiatedAt: null,
        arrivedAt: null,
        completedAt: null,
        orderCount: 2,
        version: 1,
        orders: orderIds.map((id) => expect.objectContaining({ id, status: first })),
        missingOrderIds: [],
      });
      // India, the zone of the tests, is five and a half hours ahead of UTC.
      const inIndia = new Date(Date.parse(created.body.createdAt) + 5.5 * 3_600_000).toISOString();
      const stamp = inIndia.replace(/\D/g, '').slice(0, 14);
      expect(created.body.transitId.split('-')[1]).toBe(stamp);

      let before = created.body;
      for (const [index, move] of allMoves.entries()) {
        const moved = await moveBatch(app, clerk, created.body.id, move);
        const field = (['initiatedAt', 'arrivedAt', 'completedAt'] as const)[index] ?? '';
        expect(moved.status).toBe(200);
        expect(moved.body).toEqual({
          ...before,
          status: states[index],
          version: before.version + 1,
          [field]: ISO,
          orders: expect.any(Array),
        });
        expect(moved.body.orders.map((order: { id: string; status: string }) => [order.id, order.status])).toEqual(
          orderIds.map((id) => [id, steps[type][index]]),
        );
        expect((await readBatch(app, clerk, created.body.id)).body).toEqual(moved.body);
        before = moved.body;
      }

      for (const [index, id] of orderIds.entries()) {
        const timeline = await app.http.get(`/api/orders/${id}/timeline`).set(clerks.employee.headers);
        const added = timeline.body.slice(timelines[index]?.timeline.length);
        expect(added).toEqual(
          steps[type].map((status) => ({
            at: ISO,
            type: 'status',
            status,
            actor: clerk.label,
            actorName: expect.any(String),
            note: created.body.transitId,
          })),
        );
        expect(await storedOrder(app, id)).toMatchObject({ openBatchId: null });
      }
      expect(await storedOrder(app, bystander ?? '')).toEqual(untouched);
      const audit = await app.deps.db.auditEntry.findMany({
        where: { entity: 'transit-batch', entityId: String(created.body.id) },
        orderBy: { id: 'asc' },
      });
      expect(audit.map((entry) => [entry.action, entry.actor])).toEqual(
        ['transit.created', 'transit.initiate', 'transit.receive', 'transit.complete'].map((action) => [
          action,
          clerk.label,
        ]),
      );
    },
  );
});

test('orderIds and createdBy in camelCase are accepted, and orders keep the place they were listed in', async () => {
  const orderIds = (await ordersAtStore(app, 5)).sort().reverse();

  const response = await postBatch(app, clerks.admin, { orderIds, type: 'STORE_TO_FACTORY', createdBy: 'Ravi' });

  expect(response.status).toBe(201);
  expect(response.body.createdBy).toBe('Ravi');
  expect(response.body.orders.map((order: { id: string }) => order.id)).toEqual(orderIds);
});

test.each(['STORE_TO_FACTORY', 'FACTORY_TO_STORE'] as const)(
  'ten batches %s of the same second have ten transit ids',
  async (type) => {
    const orderIds = await ordersFor(app, clerks.admin, type, 10);

    const answers = await Promise.all(orderIds.map((id) => aBatch(app, clerks.admin, [id], type)));

    expect(new Set(answers.map((batch) => batch.transitId)).size).toBe(10);
  },
);

test('an order that came back may travel there again: what was not well done is done anew', async () => {
  const orderIds = await ordersFor(app, clerks.admin, 'FACTORY_TO_STORE', 1);
  await aBatch(app, clerks.admin, orderIds, 'FACTORY_TO_STORE', allMoves);

  const again = await postBatch(app, clerks.admin, { order_ids: orderIds, type: 'STORE_TO_FACTORY', created_by: 'x' });

  expect(again.status).toBe(201);
  expect(again.body.orders).toMatchObject([{ id: orderIds[0], status: 'Ready for Delivery' }]);
});

test('batches are listed newest first with their orders, filtered by status and direction, page after page', async () => {
  const ids: number[] = [];
  for (const orderId of await ordersAtStore(app, 3)) ids.push((await aBatch(app, clerks.employee, [orderId])).id);
  const query = { status: 'PENDING', type: 'STORE_TO_FACTORY', limit: 2 };

  const first = await app.http.get('/employee/api/transit-batches').query(query).set(clerks.employee.headers);
  const second = await app.http.get(/<(.*)>/.exec(first.headers['link'] ?? '')?.[1] ?? '').set(clerks.employee.headers);

  const listed = [...first.body, ...second.body];
  expect(listed.slice(0, 3).map((batch) => batch.id)).toEqual([...ids].reverse());
  expect(listed.every((batch) => batch.status === 'PENDING' && batch.type === 'STORE_TO_FACTORY')).toBe(true);
  expect(listed[0].orders).toHaveLength(1);
});
