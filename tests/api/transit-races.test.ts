import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
  refusals,
  storedOrder,
} from '../support/batches.js';
import { anAdmin, aWorker } from '../support/clients.js';
import { checkInvariants } from '../support/invariants.js';
import { tally } from '../support/tally.js';

let app: TestApp;
let clerks: Clerk[];
let clerk: Clerk;
beforeAll(async () => {
  app = await startApp();
  clerk = { portal: '/admin/api', headers: await anAdmin(app) };
  clerks = [clerk, { portal: '/employee/api', headers: (await aWorker(app, 'EMPLOYEE')).as() }];
});
afterAll(async () => {
  try {
    expect(await checkInvariants(app.deps.db)).toEqual([]);
  } finally {
    await app.close();
  }
});

const times = (count: number) => Array.from({ length: count }, (_, index) => index);

describe.each(['STORE_TO_FACTORY', 'FACTORY_TO_STORE'] as const)('%s', (type) => {
  test.each(allMoves)(
    'of fifty calls at once to %s a batch exactly one wins, and its effects happen once',
    async (move) => {
      const orderIds = await ordersFor(app, clerk, type, 3);
      const [bystander] = await ordersAtStore(app, 1);
      const batch = await aBatch(app, clerk, orderIds, type, allMoves.slice(0, allMoves.indexOf(move)));
      const before = await Promise.all(orderIds.map((id) => storedOrder(app, id)));
      const untouched = await storedOrder(app, bystander ?? '');

      const answers = await Promise.all(times(50).map((n) => moveBatch(app, clerks[n % 2] ?? clerk, batch.id, move)));

      expect(tally(answers)).toEqual({ '200 ok': 1, [`400 ${refusals[move]}`]: 49 });
      for (const [index, id] of orderIds.entries()) {
        const order = await storedOrder(app, id);
        expect(order.timeline).toHaveLength((before[index]?.timeline.length ?? 0) + 1);
        expect(order.version).toBe((before[index]?.version ?? 0) + 1);
        expect(order.openBatchId).toBe(move === 'complete' ? null : batch.id);
      }
      const audited = { entity: 'transit-batch', entityId: String(batch.id), action: `transit.${move}` };
      expect(await app.deps.db.auditEntry.count({ where: audited })).toBe(1);
      expect(await storedOrder(app, bystander ?? '')).toEqual(untouched);
    },
  );

  test('of twenty batches at once that share an order exactly one is made, and the others leave nothing', async () => {
    const [shared = '', ...own] = await ordersFor(app, clerk, type, 21);
    const batches = await app.deps.db.transitBatch.count();

    // The shared order stands first for some and last for others: nobody may wait for the other for good.
    const answers = await Promise.all(
      own.map((id, n) =>
        postBatch(app, clerks[n % 2] ?? clerk, {
          order_ids: n % 3 ? [shared, id] : [id, shared],
          type,
          created_by: `clerk ${n}`,
        }),
      ),
    );

    const refusal = type === 'STORE_TO_FACTORY' ? refusals.inStoreToFactory : refusals.inFactoryToStore;
    expect(tally(answers)).toEqual({ '201 ok': 1, [`400 ${refusal}`]: 19 });
    expect(await app.deps.db.transitBatch.count()).toBe(batches + 1);
    const winner = answers.findIndex((answer) => answer.status === 201);
    expect((await storedOrder(app, shared)).openBatchId).toBe(answers[winner]?.body.id);
    for (const [index, id] of own.entries()) {
      const { openBatchId } = await storedOrder(app, id);
      expect(openBatchId).toBe(index === winner ? answers[winner]?.body.id : null);
    }
  });
});

test('batches at once that name the same orders in opposite order never block each other for good', async () => {
  for (const _round of times(3)) {
    const orderIds = await ordersAtStore(app, 12);
    const backwards = [...orderIds].reverse();

    const answers = await Promise.all(
      times(20).map((n) =>
        postBatch(app, clerk, { order_ids: n % 2 ? orderIds : backwards, type: 'STORE_TO_FACTORY', created_by: 'x' }),
      ),
    );

    expect(tally(answers)).toEqual({ '201 ok': 1, [`400 ${refusals.inStoreToFactory}`]: 19 });
  }
});

test('initiating against cancelling ends one way or the other', async () => {
  for (const round of times(10)) {
    const orderIds = await ordersAtStore(app, 2);
    const batch = await aBatch(app, clerk, orderIds);
    const initiate = () => moveBatch(app, clerk, batch.id, 'initiate');
    const cancel = () => cancelBatch(app, clerk, batch.id);

    const answers = await Promise.all(round % 2 ? [initiate(), cancel()] : [cancel(), initiate()]);

    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 400]);
    const { status } = await app.deps.db.transitBatch.findUniqueOrThrow({ where: { id: batch.id } });
    const order = await storedOrder(app, orderIds[0] ?? '');
    if (status === 'CANCELLED') expect(order).toMatchObject({ status: 'AT_STORE', openBatchId: null });
    else expect(order).toMatchObject({ status: 'IN_TRANSIT_TO_FACTORY', openBatchId: batch.id });
  }
});

test('the whole life of ten batches at once, every move pressed twice, is the life of each', async () => {
  const orderIds = await ordersAtStore(app, 10);

  const lives = await Promise.all(
    orderIds.map(async (id) => {
      const batch = await aBatch(app, clerk, [id]);
      const statuses: number[] = [];
      for (const move of allMoves) {
        const both = await Promise.all(clerks.map((each) => moveBatch(app, each, batch.id, move)));
        statuses.push(...both.map((answer) => answer.status).sort());
      }
      return statuses;
    }),
  );

  for (const statuses of lives) expect(statuses).toEqual([200, 400, 200, 400, 200, 400]);
  for (const id of orderIds) expect((await storedOrder(app, id)).timeline).toHaveLength(4);
});
