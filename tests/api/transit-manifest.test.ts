import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import {
  aBatch,
  allMoves,
  type BatchMove,
  type Clerk,
  cancelBatch,
  moveBatch,
  ordersAtStore,
  ordersFor,
  postBatch,
  readBatch,
  storedOrder,
  traces,
} from '../support/batches.js';
import { anOrder } from '../support/builders.js';
import { aCustomer, anAdmin, aWorker } from '../support/clients.js';
import { checkInvariants } from '../support/invariants.js';

let app: TestApp;
let admin: Clerk;
let employee: Clerk;
beforeAll(async () => {
  app = await startApp();
  admin = { portal: '/admin/api', headers: await anAdmin(app) };
  employee = { portal: '/employee/api', headers: (await aWorker(app, 'EMPLOYEE')).as() };
});
afterAll(async () => {
  try {
    expect(await checkInvariants(app.deps.db)).toEqual([]);
  } finally {
    await app.close();
  }
});

const ordersOf = ({ portal }: Clerk, batch: number) => `${portal}/transit-batches/${batch}/orders`;
const add = (clerk: Clerk, batch: number, body: object) =>
  app.http.post(ordersOf(clerk, batch)).set(clerk.headers).send(body);
const takeOut = (clerk: Clerk, batch: number, orderId: string) =>
  app.http.delete(`${ordersOf(clerk, batch)}/${encodeURIComponent(orderId)}`).set(clerk.headers);
const miss = (clerk: Clerk, batch: number, orderId: string, body: object = {}) =>
  app.http
    .post(`${ordersOf(clerk, batch)}/${encodeURIComponent(orderId)}/missing`)
    .set(clerk.headers)
    .send(body);
const find = (clerk: Clerk, orderId: string, body: object) =>
  app.http.post(`${clerk.portal}/orders/${orderId}/found`).set(clerk.headers).send(body);
const missingOnes = async (clerk: Clerk) =>
  (await app.http.get(`${clerk.portal}/orders`).query({ missing: 1 }).set(clerk.headers)).body.map(idOf) as string[];
const idOf = ({ id }: { id: string }) => id;
const timelineOf = async (id: string) =>
  (await storedOrder(app, id)).timeline.map(({ type, status, note }) => [type, status, note]);

describe('an order in a batch that has not left yet', () => {
  test.each(['/admin/api', '/employee/api'] as const)(
    'is taken out by a scan and is free again: %s',
    async (portal) => {
      const clerk = portal === '/admin/api' ? admin : employee;
      const [wrong = '', stays = '', bystander = ''] = await ordersAtStore(app, 3);
      const batch = await aBatch(app, clerk, [wrong, stays]);
      const before = await storedOrder(app, bystander);

      const taken = await takeOut(clerk, batch.id, `]C1${wrong.toUpperCase()}-1\r`);

      expect(taken.status).toBe(200);
      expect(taken.body).toMatchObject({ id: batch.id, status: 'PENDING', orderCount: 1, missingOrderIds: [] });
      expect(taken.body.orders.map(idOf)).toEqual([stays]);
      expect((await readBatch(app, clerk, batch.id)).body).toEqual(taken.body);
      expect((await timelineOf(wrong)).at(-1)).toEqual(['taken_out', 'AT_STORE', batch.transitId]);
      expect((await moveBatch(app, clerk, batch.id, 'initiate')).status).toBe(200);
      expect(await storedOrder(app, wrong)).toMatchObject({ status: 'AT_STORE', openBatchId: null });
      expect((await aBatch(app, clerk, [wrong])).orderCount).toBe(1);
      expect(await storedOrder(app, bystander)).toEqual(before);
      const audited = await app.deps.db.auditEntry.findFirst({
        where: { action: 'transit.changed', entityId: String(batch.id) },
      });
      expect(audited?.detail).toBe(`${batch.transitId}: taken out ${wrong}`);
      const event = await app.deps.db.event.findFirst({
        where: { type: 'transit_batch.changed', subject: `transit_batch:${batch.id}` },
      });
      expect(JSON.parse(event?.data ?? '')).toMatchObject({ orderCount: 1, takenOut: [wrong], added: [], missing: [] });
    },
  );

  test('leaves no batch without orders: with the last one the batch is cancelled', async () => {
    const [only = ''] = await ordersAtStore(app, 1);
    const batch = await aBatch(app, employee, [only]);

    const taken = await takeOut(employee, batch.id, only);

    expect(taken.body).toMatchObject({ status: 'CANCELLED', orderCount: 1 });
    expect(await storedOrder(app, only)).toMatchObject({ openBatchId: null, status: 'AT_STORE' });
  });

  test('is put in and taken out as often as the clerk thinks again', async () => {
    const [first = '', forgotten = ''] = await ordersAtStore(app, 2);
    const batch = await aBatch(app, admin, [first]);

    for (const _round of [1, 2]) {
      const added = await add(employee, batch.id, { order_ids: [`${forgotten.toUpperCase()}-1`, forgotten, first] });
      expect([added.status, added.body.orderCount]).toEqual([200, 2]);
      expect(added.body.orders.map(idOf)).toEqual([first, forgotten]);
      expect((await add(employee, batch.id, { orderIds: [forgotten] })).body).toEqual(added.body);
      expect((await takeOut(admin, batch.id, forgotten)).body.orders.map(idOf)).toEqual([first]);
    }
  });

  test('is put in under the same conditions as when the batch was made', async () => {
    const [inIt = '', elsewhere = '', fit = ''] = await ordersAtStore(app, 3);
    const [washed = ''] = await ordersFor(app, admin, 'FACTORY_TO_STORE', 1);
    const [batch] = [await aBatch(app, admin, [inIt]), await aBatch(app, admin, [elsewhere])];
    const before = await traces(app, [inIt, elsewhere, fit, washed]);
    const codes = async (order_ids: unknown) => {
      const { status, body } = await add(admin, batch.id, { order_ids });
      return [status, body.code];
    };

    expect(await codes([fit, 'zzzzzzzz'])).toEqual([404, 'transit.order_not_found']);
    expect(await codes([fit, elsewhere])).toEqual([400, 'transit.order_in_open_batch']);
    expect(await codes([fit, washed])).toEqual([400, 'order.illegal_move']);
    expect(await codes([])).toEqual([400, 'request.missing_fields']);
    expect((await add(admin, batch.id, { order_ids: [fit], type: 'FACTORY_TO_STORE' })).status).toBe(400);
    expect((await add(admin, 2_000_000, { order_ids: [fit] })).status).toBe(404);
    expect(await traces(app, [inIt, elsewhere, fit, washed])).toEqual(before);
  });

  test('that was swapped for another makes the batch another one: who saw it before changes nothing', async () => {
    const [first = '', second = '', third = ''] = await ordersAtStore(app, 3);
    const other: Clerk = { portal: '/admin/api', headers: await anAdmin(app) };
    const batch = await aBatch(app, admin, [first, second]);
    const bystander = await aBatch(app, admin, await ordersAtStore(app, 1));
    const tagOf = async (clerk: Clerk, id = batch.id) => (await readBatch(app, clerk, id)).headers['etag'] ?? '';
    const [seen, untouched] = [await tagOf(other), await tagOf(other, bystander.id)];
    const under = (tag: string): Clerk => ({ ...other, headers: { ...other.headers, 'If-Match': tag } });

    const swapped = [await takeOut(admin, batch.id, second), await add(admin, batch.id, { order_ids: [third] })];
    const late = [
      await moveBatch(app, under(seen), batch.id, 'initiate'),
      await takeOut(under(seen), batch.id, first),
      await cancelBatch(app, under(seen), batch.id),
    ];

    expect(swapped.map(({ status, body }) => [status, body.version])).toEqual([
      [200, 2],
      [200, 3],
    ]);
    expect(late.map(({ status, body }) => [status, body.code])).toEqual(Array(3).fill([412, 'precondition.failed']));
    const now = await readBatch(app, other, batch.id);
    expect(now.body).toEqual(swapped[1]?.body);
    expect(now.body).toMatchObject({ status: 'PENDING', orderCount: 2, version: 3 });
    expect((await add(admin, batch.id, { order_ids: [third] })).body.version).toBe(3);
    const sent = await moveBatch(app, under(now.headers['etag'] ?? ''), batch.id, 'initiate');
    expect([sent.status, sent.body.version]).toEqual([200, 4]);
    expect((await miss(admin, batch.id, third)).body.version).toBe(5);
    expect((await find(admin, third, { status: 'At Store' })).status).toBe(200);
    expect(await tagOf(other, bystander.id)).toBe(untouched);
  });

  test('is one of two hundred at most', async () => {
    const ids = await ordersAtStore(app, 201);
    const batch = await aBatch(app, admin, ids.slice(0, 199));

    const over = await add(admin, batch.id, { order_ids: ids.slice(199) });
    const full = await add(admin, batch.id, { order_ids: ids.slice(199, 200) });

    expect([over.status, over.body.code]).toEqual([400, 'transit.too_many_orders']);
    expect([full.status, full.body.orderCount]).toEqual([200, 200]);
  });

  test.each([['initiate'], ['initiate', 'receive'], [...allMoves]] as BatchMove[][])(
    'is neither put in nor taken out after %s %s %s',
    async (...moves) => {
      const [inIt = '', other = ''] = await ordersAtStore(app, 2);
      const batch = await aBatch(app, admin, [inIt], 'STORE_TO_FACTORY', moves);
      const before = await traces(app, [inIt, other]);

      const answers = [await add(admin, batch.id, { order_ids: [other] }), await takeOut(admin, batch.id, inIt)];

      expect(answers.map(({ status, body }) => [status, body.code])).toEqual(
        Array(2).fill([400, 'transit.illegal_move']),
      );
      expect(await traces(app, [inIt, other])).toEqual(before);
    },
  );

  test('is taken out only of the batch it is in', async () => {
    const [inIt = '', other = ''] = await ordersAtStore(app, 2);
    const batch = await aBatch(app, admin, [inIt]);

    const answers = [await takeOut(admin, batch.id, other), await takeOut(admin, batch.id, 'zzzzzzzz')];

    expect(answers.map(({ status, body }) => [status, body.error])).toEqual([
      [400, `Order ${other} is not in this batch`],
      [400, 'Order zzzzzzzz is not in this batch'],
    ]);
    expect((await miss(admin, batch.id, inIt)).body.code).toBe('transit.illegal_move');
  });
});

describe.each([
  ['STORE_TO_FACTORY', ['initiate'], 'In Transit to Factory'],
  ['STORE_TO_FACTORY', ['initiate', 'receive'], 'At Factory'],
  ['FACTORY_TO_STORE', ['initiate'], 'In Transit to Store'],
  ['FACTORY_TO_STORE', ['initiate', 'receive'], 'At Store'],
] as const)('an order of a %s batch that is missing after %s', (type, moves, label) => {
  test('is looked for while the batch goes on without it, and is found', async () => {
    const [lost = '', there = ''] = await ordersFor(app, admin, type, 2);
    const batch = await aBatch(app, admin, [lost, there], type, moves);

    const missed = await miss(employee, batch.id, `${lost}-1`, { note: 'Not in the van' });

    expect(missed.status).toBe(200);
    expect(missed.body).toMatchObject({ orderCount: 1, missingOrderIds: [lost], status: batch.status });
    expect(missed.body.orders.map(idOf)).toEqual([there]);
    const read = (await app.http.get(`/employee/api/orders/${lost}`).set(employee.headers)).body;
    expect(read).toMatchObject({ status: label, missingSince: read.updatedAt });
    expect([await missingOnes(admin), await missingOnes(employee)]).toEqual([[lost], [lost]]);
    for (const move of allMoves.slice(moves.length))
      expect((await moveBatch(app, admin, batch.id, move)).status).toBe(200);
    expect((await readBatch(app, admin, batch.id)).body).toMatchObject({
      status: 'COMPLETED',
      missingOrderIds: [lost],
    });
    expect((await app.http.get(`/employee/api/orders/${lost}`).set(employee.headers)).body).toEqual(read);

    const found = await find(employee, lost, { status: 'At Store', note: 'Behind the counter' });

    expect(found.body).toMatchObject({ id: lost, status: 'At Store', missingSince: null });
    expect(await missingOnes(admin)).toEqual([]);
    const stored = type === 'STORE_TO_FACTORY' ? 'AT_STORE' : 'RETURNED_TO_STORE';
    expect((await timelineOf(lost)).slice(-2)).toEqual([
      ['missing', expect.any(String), 'Not in the van'],
      ['found', stored, 'Behind the counter'],
    ]);
    if (type === 'STORE_TO_FACTORY') expect((await aBatch(app, admin, [lost])).orderCount).toBe(1);
    const events = await app.deps.db.event.findMany({ where: { subject: `order:${lost}` }, orderBy: { id: 'asc' } });
    expect(events.slice(-3).map((event) => event.type)).toEqual([
      'order.missing',
      'order.found',
      'order.status_changed',
    ]);
  });
});

test('an order that turned up at the factory is taken up there, and comes back by batch', async () => {
  const [lost = '', there = ''] = await ordersAtStore(app, 2);
  const batch = await aBatch(app, admin, [lost, there], 'STORE_TO_FACTORY', ['initiate', 'receive']);
  await miss(admin, batch.id, lost);

  const found = await find(admin, lost, { status: 'At Factory' });

  expect(found.body.status).toBe('Processing');
  expect((await aBatch(app, admin, [lost], 'FACTORY_TO_STORE', allMoves)).status).toBe('COMPLETED');
});

test('a moving batch may lose all its orders and still ends', async () => {
  const [only = ''] = await ordersAtStore(app, 1);
  const batch = await aBatch(app, admin, [only], 'STORE_TO_FACTORY', ['initiate']);

  const missing = async () =>
    (await app.http.get('/admin/api/dashboard-summary').set(admin.headers)).body.missingOrders as number;
  const before = await missing();

  expect((await miss(admin, batch.id, only)).body).toMatchObject({ orderCount: 0, orders: [] });
  expect(await missing()).toBe(before + 1);
  for (const move of ['receive', 'complete'] as const)
    expect((await moveBatch(app, admin, batch.id, move)).status).toBe(200);
  expect((await storedOrder(app, only)).status).toBe('IN_TRANSIT_TO_FACTORY');
});

test('a missing order moves nowhere and travels in no batch, but an admin may give it up', async () => {
  const [lost = '', there = ''] = await ordersFor(app, admin, 'FACTORY_TO_STORE', 2);
  const batch = await aBatch(app, admin, [lost, there], 'FACTORY_TO_STORE', ['initiate', 'receive']);
  await miss(admin, batch.id, lost);

  const ready = await app.http
    .put(`/employee/api/orders/${lost}/status`)
    .set(employee.headers)
    .send({ status: 'Ready for Delivery' });
  const batched = await postBatch(app, admin, { order_ids: [lost], type: 'FACTORY_TO_STORE', created_by: 'x' });
  const cancelled = await app.http.delete(`/admin/api/orders/${lost}`).set(admin.headers);

  expect([ready.status, ready.body.code]).toEqual([400, 'order.missing']);
  expect([batched.status, batched.body.code, batched.body.details]).toEqual([
    400,
    'order.missing',
    [{ path: lost, message: 'is missing' }],
  ]);
  expect(cancelled.status).toBe(200);
  expect(await storedOrder(app, lost)).toMatchObject({ status: 'CANCELLED', missingSince: null });
  expect([(await find(admin, lost, { status: 'At Store' })).body.code]).toEqual(['order.not_missing']);
});

test('what was said of a missing order is taken back, and it is looked for again', async () => {
  const [lost = '', there = ''] = await ordersAtStore(app, 2);
  const batch = await aBatch(app, admin, [lost, there], 'STORE_TO_FACTORY', ['initiate']);
  const { missingSince } = (await miss(admin, batch.id, lost)) && (await storedOrder(app, lost));
  const undo = () => app.http.post(`/admin/api/orders/${lost}/undo`).set(admin.headers).send({ reason: 'Another bag' });
  const asLost = { status: 'IN_TRANSIT_TO_FACTORY', missingSince };

  expect((await undo()).body.code).toBe('order.step_of_batch');
  expect((await find(employee, lost, { status: 'Processing' })).status).toBe(200);
  expect((await undo()).status).toBe(200);
  expect(await storedOrder(app, lost)).toMatchObject(asLost);
  expect((await app.http.delete(`/admin/api/orders/${lost}`).set(admin.headers)).status).toBe(200);
  expect((await undo()).status).toBe(200);
  expect(await storedOrder(app, lost)).toMatchObject(asLost);
  expect((await find(employee, lost, { status: 'At Store' })).body).toMatchObject({
    status: 'At Store',
    missingSince: null,
  });
});

test.each(['found', 'given up'])('an order that was %s and is missing again is told last as missing', async (how) => {
  const [lost = '', bystander = ''] = await ordersAtStore(app, 2);
  const batch = await aBatch(app, admin, [lost, bystander], 'STORE_TO_FACTORY', ['initiate']);
  await miss(admin, batch.id, lost);
  const toldOf = async (id: string) =>
    (await app.deps.db.event.findMany({ where: { subject: `order:${id}` }, orderBy: { id: 'asc' } })).map(
      ({ type, data }) => [type, JSON.parse(data)] as const,
    );
  const [missing, aside] = [(await toldOf(lost)).at(-1), await toldOf(bystander)];
  const path = `/admin/api/orders/${lost}`;
  const ended =
    how === 'found'
      ? await find(admin, lost, { status: 'At Store' })
      : await app.http.put(path).set(admin.headers).send({ status: 'Cancelled' });

  const undone = await app.http.post(`${path}/undo`).set(admin.headers).send({ reason: 'Another bag' });

  expect([ended.status, undone.status]).toEqual([200, 200]);
  expect(undone.body).toMatchObject({ status: 'In Transit to Factory', missingSince: expect.any(String) });
  const status = 'In Transit to Factory';
  expect(missing).toEqual(['order.missing', { orderId: lost, status, transitId: batch.transitId }]);
  expect((await toldOf(lost)).slice(-2)).toEqual([
    ['order.status_changed', { orderId: lost, status, transitId: null }],
    missing,
  ]);
  expect(await toldOf(bystander)).toEqual(aside);
  expect((await find(admin, lost, { status: 'At Store' })).status).toBe(200);
  expect((await toldOf(lost)).slice(-2).map(([type]) => type)).toEqual(['order.found', 'order.status_changed']);
});

test('only what is missing is found, and only where it can be', async () => {
  const [atStore = ''] = await ordersAtStore(app, 1);
  const before = await storedOrder(app, atStore);

  const refusals = [
    await find(admin, atStore, { status: 'At Store' }),
    await find(admin, atStore, { status: 'Delivered' }),
    await find(admin, atStore, { status: 'At Store', total: 1 }),
    await find(admin, 'zzzzzzzz', { status: 'At Store' }),
  ];

  expect(refusals.map(({ status, body }) => [status, body.code])).toEqual([
    [400, 'order.not_missing'],
    [400, 'request.invalid_fields'],
    [400, 'request.invalid_fields'],
    [404, 'order.not_found'],
  ]);
  expect(await storedOrder(app, atStore)).toEqual(before);
});

test('that staff look for an order is for staff alone, and erasing its customer takes their words', async () => {
  const owner = await aCustomer(app);
  const { order, trackingToken } = await anOrder(app, { customerEmail: owner.email }, owner.token);
  const [other = ''] = await ordersAtStore(app, 1);
  const batch = await aBatch(app, admin, [order.id, other], 'STORE_TO_FACTORY', ['initiate']);
  await miss(admin, batch.id, order.id, { note: 'Meera Iyer was told by phone' });

  const own = await app.http.get(`/api/orders/${order.id}`).set(owner.as());
  const list = await app.http.get('/api/orders').query({ email: owner.email }).set(owner.as());
  const timeline = await app.http.get(`/api/orders/${order.id}/timeline`).set(owner.as());
  const track = await app.http.get(`/api/track/${trackingToken}`);
  const staffs = await app.http.get(`/api/orders/${order.id}/timeline`).set(employee.headers);

  expect([own.body.missingSince, list.body[0].missingSince]).toEqual([null, null]);
  for (const entries of [timeline.body, track.body.timeline])
    expect(entries.map(({ type }: { type: string }) => type)).toEqual(['created', 'status']);
  expect(staffs.body.at(-1)).toMatchObject({ type: 'missing', note: 'Meera Iyer was told by phone' });
  await app.http.delete(`/admin/api/orders/${order.id}`).set(admin.headers);
  expect((await app.http.delete(`/admin/api/customers/${owner.id}`).set(admin.headers)).status).toBe(200);
  expect(JSON.stringify((await storedOrder(app, order.id)).timeline)).not.toContain('Meera');
});
