import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Statement } from '../../src/db/watch-statements.js';
import { startApp, type TestApp } from '../support/app.js';
import {
  aBatch,
  allMoves,
  type BatchType,
  type Clerk,
  moveBatch,
  ordersAtStore,
  postBatch,
} from '../support/batches.js';
import { anAdmin } from '../support/clients.js';
import { checkInvariants } from '../support/invariants.js';

let app: TestApp;
let clerk: Clerk;
const statements: Statement[] = [];
beforeAll(async () => {
  app = await startApp({}, { onStatement: (statement) => statements.push(statement) });
  clerk = { portal: '/admin/api', headers: await anAdmin(app) };
});
afterAll(async () => {
  try {
    expect(await checkInvariants(app.deps.db)).toEqual([]);
  } finally {
    await app.close();
  }
});

// A list longer than a statement may have parameters comes in several full ones; a loop over orders comes in many small ones.
const FULL = 500;

/** One statement may insert into several tables: `WITH w1 AS (INSERT …), w2 AS (INSERT …) INSERT …`. */
const partsOf = (query: string) => (/^WITH w1 /.test(query) ? query.split(/(?=INSERT )/).slice(1) : [query]);

/** The statements that `work` sends, by what they do to which table. Full ones followed by more of the same count once. */
async function kindsOf<T>(work: () => PromiseLike<T>): Promise<{ answer: T; kinds: string[] }> {
  statements.length = 0;
  const answer = await work();
  const told = statements
    .flatMap(({ query, params }) => partsOf(query).map((part) => ({ query: part, params })))
    .map(({ query, params }) => {
      const verb = /^\s*(\w+)/.exec(query)?.[1] ?? '';
      // Prisma quotes its tables, hand-written statements do not.
      const table = /(?:FROM|INTO|UPDATE)\s+(?:[^\s(]*[`".])?(\w+)[`"]?(?=[\s(]|$)/i.exec(query)?.[1] ?? '';
      return { kind: `${verb} ${table}`, isFull: (JSON.parse(params) as unknown[]).length >= FULL };
    });
  // The session is prolonged whenever its time has come, beside whatever the request does.
  const ours = told.filter(({ kind }) => !kind.endsWith(' sessions'));
  const counted = ours.filter(({ kind }, index) => !(ours[index - 1]?.isFull && ours[index - 1]?.kind === kind));
  return { answer, kinds: counted.map(({ kind }) => kind) };
}

/** What the life of a batch of these orders costs: the kinds of statements of each step. */
async function lifeOf(orderIds: string[], type: BatchType): Promise<string[][]> {
  const body = { order_ids: orderIds, type, created_by: 'counter' };
  const created = await kindsOf(() => postBatch(app, clerk, body));
  expect([created.answer.status, created.answer.body.orderCount]).toEqual([201, orderIds.length]);
  const steps = [created.kinds];
  for (const move of allMoves) {
    const { answer, kinds } = await kindsOf(() => moveBatch(app, clerk, created.answer.body.id, move));
    expect(answer.status).toBe(200);
    expect(answer.body.orders.map((order: { id: string }) => order.id)).toEqual(orderIds);
    steps.push(kinds);
  }
  return steps;
}

test('two hundred orders travel there and back with the statements of two', async () => {
  const [few, many] = [await ordersAtStore(app, 2), await ordersAtStore(app, 200)];

  for (const type of ['STORE_TO_FACTORY', 'FACTORY_TO_STORE'] as const) {
    const [fewSteps, manySteps] = [await lifeOf(few, type), await lifeOf(many, type)];
    expect(manySteps).toEqual(fewSteps);
    for (const kinds of manySteps) expect(kinds).toContain('INSERT audit_entries');
  }
  expect(await app.deps.db.order.count({ where: { id: { in: many }, status: 'READY_FOR_DELIVERY' } })).toBe(200);
  const entries = await app.deps.db.timelineEntry.groupBy({
    by: ['orderId'],
    where: { orderId: { in: many } },
    _count: true,
  });
  expect(entries.every((entry) => entry._count === 7)).toBe(true);
});

test('a batch of two hundred with one unfit order takes none of them', async () => {
  const orderIds = await ordersAtStore(app, 200);
  await aBatch(app, clerk, orderIds.slice(150, 151));

  const refused = await postBatch(app, clerk, { order_ids: orderIds, type: 'STORE_TO_FACTORY', created_by: 'x' });

  expect(refused.status).toBe(400);
  expect(await app.deps.db.order.count({ where: { id: { in: orderIds }, openBatchId: null } })).toBe(199);
  expect(await app.deps.db.transitBatchOrder.count({ where: { orderId: { in: orderIds } } })).toBe(1);
});
