import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { aBatch, allMoves, type Clerk, postBatch } from '../support/batches.js';
import { anOrder } from '../support/builders.js';
import { anAdmin, aWorker } from '../support/clients.js';
import { checkInvariants } from '../support/invariants.js';
import { type Calls, callsAs } from '../support/staff.js';

let app: TestApp;
let employee: Calls;
let clerk: Clerk;
let driver: number;
beforeAll(async () => {
  app = await startApp();
  employee = callsAs(app, (await aWorker(app, 'EMPLOYEE')).as());
  clerk = { portal: '/admin/api', headers: await anAdmin(app) };
  driver = (await aWorker(app, 'WORKER')).id;
});
afterAll(() => app.close());

const move = (id: string, status: string, note?: string) =>
  employee.put(`/employee/api/orders/${id}/status`, { status, note });
const placed = async () => (await anOrder(app)).order.id as string;

test('a shop that cleans on the spot takes an order through every step without a batch', async () => {
  const id = await placed();

  const answers = [];
  for (const status of ['Processing', 'Quality Check', 'Ready for Delivery', 'Delivered'])
    answers.push(await move(id, status));

  expect(answers.map(({ status, body }) => [status, body.status])).toEqual([
    [200, 'Processing'],
    [200, 'Quality Check'],
    [200, 'Ready for Delivery'],
    [200, 'Delivered'],
  ]);
  expect((await employee.get('/employee/api/orders', { status: 'Processing' })).body).toEqual([]);
  expect(await checkInvariants(app.deps.db)).toEqual([]);
});

test('what is at the factory is not ready at the store and not handed out there: it comes back by batch', async () => {
  const id = await placed();
  await aBatch(app, clerk, [id], 'STORE_TO_FACTORY', allMoves);

  const ready = await move(id, 'Ready for Delivery');
  const handedOut = await move(id, 'Delivered');
  await move(id, 'Quality Check');
  const checked = await move(id, 'Ready for Delivery');
  const back = await aBatch(app, clerk, [id], 'FACTORY_TO_STORE', allMoves);

  expect([ready, handedOut, checked].map(({ status, body }) => [status, body.error])).toEqual([
    [400, 'Order cannot move from Processing to Ready for Delivery'],
    [400, 'Order cannot move from Processing to Delivered'],
    [400, 'Order cannot move from Quality Check to Ready for Delivery'],
  ]);
  expect(back.orders).toMatchObject([{ id, status: 'Ready for Delivery' }]);
});

test('an order that was made ready by mistake still goes into a batch, and is then nobody’s to hand out or deliver', async () => {
  const id = await placed();
  await move(id, 'Ready for Delivery');
  const batch = await aBatch(app, clerk, [id]);

  const handedOut = await move(id, 'Delivered');
  const planned = await callsAs(app, clerk.headers).post('/admin/api/deliveries', { orderId: id, workerId: driver });

  expect(handedOut).toMatchObject({ status: 400, body: { code: 'order.in_open_batch' } });
  expect(planned).toMatchObject({ status: 400, body: { code: 'order.in_open_batch' } });
  await app.http.put(`/admin/api/transit-batches/${batch.id}/initiate`).set(clerk.headers);
  expect((await employee.get(`/employee/api/orders/${id}`)).body.status).toBe('In Transit to Factory');
  expect(await checkInvariants(app.deps.db)).toEqual([]);
});

test('a ready order whose delivery is planned goes into no batch', async () => {
  const id = await placed();
  await move(id, 'Ready for Delivery');
  await callsAs(app, clerk.headers).post('/admin/api/deliveries', { orderId: id, workerId: driver });

  const answer = await postBatch(app, clerk, { order_ids: [id], type: 'STORE_TO_FACTORY', created_by: 'x' });

  expect(answer).toMatchObject({
    status: 409,
    body: { error: 'Order has an open delivery', details: [{ path: id, message: 'has an open delivery' }] },
  });
});

test('a step back for doing it anew, and a cancellation by a clerk, need a reason that the timeline keeps', async () => {
  const id = await placed();
  await move(id, 'Processing');
  await move(id, 'Quality Check');

  const unsaid = await move(id, 'Processing');
  const blank = await move(id, 'Processing', '  ');
  const redo = await move(id, 'Processing', 'Stain on the collar');
  const cancelled = await move(id, 'Cancelled', 'Wants it back as it is');

  for (const answer of [unsaid, blank]) {
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ error: 'Missing fields', details: [{ path: 'note', message: 'is required' }] });
  }
  expect([redo.status, cancelled.status]).toEqual([200, 200]);
  const timeline = await employee.get(`/api/orders/${id}/timeline`);
  expect(timeline.body.slice(-2)).toMatchObject([
    { status: 'Processing', note: 'Stain on the collar' },
    { status: 'Cancelled', note: 'Wants it back as it is' },
  ]);
});

test('planning a delivery at once against a batch that takes the order: exactly one of them has it', async () => {
  for (const _round of [1, 2, 3, 4, 5]) {
    const id = await placed();
    await move(id, 'Ready for Delivery');
    const [batched, planned] = await Promise.all([
      postBatch(app, clerk, { order_ids: [id], type: 'STORE_TO_FACTORY', created_by: 'x' }),
      callsAs(app, clerk.headers).post('/admin/api/deliveries', { orderId: id, workerId: driver }),
    ]);

    expect([batched.status === 201, planned.status === 201].filter(Boolean)).toHaveLength(1);
  }
  expect(await checkInvariants(app.deps.db)).toEqual([]);
});
