import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import {
  aBatch,
  allMoves,
  type Clerk,
  cancelBatch,
  moveBatch,
  ordersAtStore,
  ordersFor,
  postBatch,
  readBatch,
  refusals,
  returnedOrders,
  storedOrder,
  traces,
} from '../support/batches.js';
import { aCustomer, anAdmin, aWorker } from '../support/clients.js';

let app: TestApp;
let clerk: Clerk;
let employee: Clerk;
beforeAll(async () => {
  app = await startApp();
  clerk = { portal: '/admin/api', headers: await anAdmin(app) };
  employee = { portal: '/employee/api', headers: (await aWorker(app, 'EMPLOYEE')).as() };
});
afterAll(() => app.close());

const newBatch = (changes: object) => ({ type: 'STORE_TO_FACTORY', created_by: 'counter', ...changes });

test('an order where a batch of that direction does not begin is refused, with its neighbours', async () => {
  const atStore = await ordersAtStore(app, 1);
  const processed = await ordersFor(app, clerk, 'FACTORY_TO_STORE', 1);
  const before = await traces(app, [...atStore, ...processed]);

  const there = await postBatch(app, clerk, newBatch({ order_ids: [...atStore, ...processed] }));
  const back = await postBatch(
    app,
    clerk,
    newBatch({ order_ids: [...processed, ...atStore], type: 'FACTORY_TO_STORE' }),
  );

  expect([there.status, there.body.error]).toEqual([400, 'Order cannot move from Processing to In Transit to Factory']);
  expect(there.body.details).toEqual([{ path: processed[0], message: 'is Processing' }]);
  expect([back.status, back.body.error]).toEqual([400, 'Order cannot move from At Store to In Transit to Store']);
  expect(await traces(app, [...atStore, ...processed])).toEqual(before);
});

test('an order in an open batch is in no second one, whatever the direction, until it is let go', async () => {
  const [held, free] = await ordersAtStore(app, 2);
  const processed = await ordersFor(app, clerk, 'FACTORY_TO_STORE', 1);
  const there = await aBatch(app, clerk, [held ?? '']);
  await aBatch(app, clerk, processed, 'FACTORY_TO_STORE');

  const again = await postBatch(app, clerk, newBatch({ order_ids: [free, held] }));
  const back = await postBatch(app, employee, newBatch({ order_ids: processed, type: 'FACTORY_TO_STORE' }));
  for (const move of allMoves.slice(0, 2)) await moveBatch(app, clerk, there.id, move);
  const arrived = await postBatch(app, clerk, newBatch({ order_ids: [held], type: 'FACTORY_TO_STORE' }));

  expect([again.status, again.body.error]).toEqual([400, refusals.inStoreToFactory]);
  expect([back.status, back.body.error]).toEqual([400, refusals.inFactoryToStore]);
  expect([arrived.status, arrived.body.error]).toEqual([400, refusals.inFactoryToStore]);
  expect(await storedOrder(app, free ?? '')).toMatchObject({ openBatchId: null, version: 1 });
});

test('a returned order reads At Store and is not sent to the factory again', async () => {
  const [id] = await returnedOrders(app, clerk, 1);

  const order = await app.http.get(`/api/orders/${id}`).set(employee.headers);
  const again = await postBatch(app, clerk, newBatch({ order_ids: [id] }));

  expect(order.body.status).toBe('At Store');
  expect([again.status, again.body.error]).toEqual([400, refusals.inStoreToFactory]);
});

test.each([
  [[], ['receive', 'complete'], true],
  [['initiate'], ['initiate', 'complete'], false],
  [['initiate', 'receive'], ['initiate', 'receive'], false],
  [['initiate', 'receive', 'complete'], ['initiate', 'receive', 'complete'], false],
] as const)('a batch after [%s] makes none of the moves [%s]', async (made, wrong, mayCancel) => {
  const orderIds = await ordersAtStore(app, 1);
  const batch = await aBatch(app, clerk, orderIds, 'STORE_TO_FACTORY', made);
  const before = await traces(app, orderIds);

  for (const move of wrong) {
    const answer = await moveBatch(app, clerk, batch.id, move);
    expect([answer.status, answer.body.error]).toEqual([400, refusals[move]]);
  }
  expect(await traces(app, orderIds)).toEqual(before);
  const cancelled = await cancelBatch(app, employee, batch.id);
  expect([cancelled.status, cancelled.body.error ?? cancelled.body.message]).toEqual(
    mayCancel ? [200, 'Transit batch cancelled'] : [400, 'Can only cancel a batch that is PENDING'],
  );
  expect((await readBatch(app, clerk, batch.id)).body.status).toBe(mayCancel ? 'CANCELLED' : batch.status);
});

test('a cancelled batch moves no more', async () => {
  const batch = await aBatch(app, clerk, await ordersAtStore(app, 1));
  await cancelBatch(app, clerk, batch.id);

  const answers = [await cancelBatch(app, clerk, batch.id)];
  for (const move of allMoves) answers.push(await moveBatch(app, clerk, batch.id, move));

  expect(answers.map((answer) => [answer.status, answer.body.error])).toEqual([
    [400, 'Can only cancel a batch that is PENDING'],
    ...allMoves.map((move) => [400, refusals[move]]),
  ]);
});

test.each(['0', '-1', '1.5', '999999', '99999999999999999999', 'abc', '1e3', '%00'])(
  'batch %s is nowhere',
  async (id) => {
    const path = `/admin/api/transit-batches/${id}`;
    const answers = [await app.http.get(path).set(clerk.headers), await app.http.delete(path).set(clerk.headers)];
    for (const move of allMoves) answers.push(await app.http.put(`${path}/${move}`).set(clerk.headers));

    for (const answer of answers) expect([answer.status, answer.body.error]).toEqual([404, 'Transit batch not found']);
  },
);

test('nobody but staff touches batches, in their own portal', async () => {
  const orderIds = await ordersAtStore(app, 1);
  const batch = await aBatch(app, clerk, orderIds);
  const strangers = [await aCustomer(app), await aWorker(app, 'WORKER')].map((account) => account.as());
  const before = await traces(app, orderIds);
  const calls = (portal: string, headers: Record<string, string>) => [
    app.http.get(`${portal}/transit-batches`).set(headers),
    app.http.get(`${portal}/transit-batches/${batch.id}`).set(headers),
    app.http.post(`${portal}/transit-batches`).set(headers).send({}),
    app.http.delete(`${portal}/transit-batches/${batch.id}`).set(headers),
    ...allMoves.map((move) => app.http.put(`${portal}/transit-batches/${batch.id}/${move}`).set(headers)),
  ];

  const refused = await Promise.all([
    ...strangers.flatMap((headers) => [...calls('/admin/api', headers), ...calls('/employee/api', headers)]),
    ...calls('/admin/api', employee.headers),
  ]);
  const unknown = await Promise.all([...calls('/admin/api', {}), ...calls('/employee/api', {})]);

  expect(new Set(refused.map((answer) => `${answer.status} ${answer.body.error}`))).toEqual(new Set(['403 Forbidden']));
  expect(unknown.slice(0, 7).map((answer) => answer.body.error)).toEqual(Array(7).fill('Unauthorized'));
  expect(new Set(unknown.map((answer) => answer.status))).toEqual(new Set([401]));
  expect(await traces(app, orderIds)).toEqual(before);
});
