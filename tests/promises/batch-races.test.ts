import { expect } from 'vitest';
import {
  aBatch,
  allMoves,
  type Clerk,
  moveBatch,
  ordersAtStore,
  ordersFor,
  postBatch,
  refusals,
  storedOrder,
} from '../support/batches.js';
import { anAdmin } from '../support/clients.js';
import { checkInvariants } from '../support/invariants.js';
import { type PromiseContext, promise } from '../support/promises/promise.js';
import type { PromiseServer } from '../support/promises/promise-server.js';
import { tally } from '../support/tally.js';

const times = (count: number) => Array.from({ length: count }, (_, index) => index);
const types = ['STORE_TO_FACTORY', 'FACTORY_TO_STORE'] as const;
/** The processes in turn: both where there are two. */
const inTurn = (server: PromiseServer, n: number) => server.instances[n % server.instances.length] ?? server;
const anAdminClerk = async (server: PromiseServer): Promise<Clerk> => ({
  portal: '/admin/api',
  headers: await anAdmin(server),
});

async function oneMoveWins(server: PromiseServer, rounds: number, figure: PromiseContext['figure']): Promise<void> {
  const clerk = await anAdminClerk(server);
  let calls = 0;
  for (const round of times(rounds)) {
    const type = types[round % 2] ?? 'STORE_TO_FACTORY';
    const orderIds = await ordersFor(server, clerk, type, 3);
    const [bystander = ''] = await ordersAtStore(server, 1);
    const untouched = await storedOrder(server, bystander);
    const batch = await aBatch(server, clerk, orderIds, type);
    for (const move of allMoves) {
      const before = await storedOrder(server, orderIds[0] ?? '');
      const answers = await Promise.all(times(50).map((n) => moveBatch(inTurn(server, n), clerk, batch.id, move)));
      calls += answers.length;

      expect(tally(answers)).toEqual({ '200 ok': 1, [`400 ${refusals[move]}`]: 49 });
      const after = await storedOrder(server, orderIds[0] ?? '');
      expect(after.timeline).toHaveLength(before.timeline.length + 1);
      expect(after.version).toBe(before.version + 1);
    }
    expect(await storedOrder(server, bystander)).toEqual(untouched);
  }
  figure('calls', calls);
  expect(await checkInvariants(server.deps.db)).toEqual([]);
}

async function oneBatchWins(server: PromiseServer, rounds: number, figure: PromiseContext['figure']): Promise<void> {
  const clerk = await anAdminClerk(server);
  for (const round of times(rounds)) {
    const type = types[round % 2] ?? 'STORE_TO_FACTORY';
    const [shared = '', ...own] = await ordersFor(server, clerk, type, 21);
    const batches = await server.deps.db.transitBatch.count();
    const answers = await Promise.all(
      own.map((id, n) =>
        postBatch(inTurn(server, n), clerk, { order_ids: n % 3 ? [shared, id] : [id, shared], type, created_by: 'x' }),
      ),
    );

    const refusal = type === 'STORE_TO_FACTORY' ? refusals.inStoreToFactory : refusals.inFactoryToStore;
    expect(tally(answers)).toEqual({ '201 ok': 1, [`400 ${refusal}`]: 19 });
    expect(await server.deps.db.transitBatch.count()).toBe(batches + 1);
    const winner = answers.findIndex((answer) => answer.status === 201);
    expect((await storedOrder(server, shared)).openBatchId).toBe(answers[winner]?.body.id);
    for (const [index, id] of own.entries()) {
      expect((await storedOrder(server, id)).openBatchId).toBe(index === winner ? answers[winner]?.body.id : null);
    }
  }
  figure('races', rounds);
  expect(await checkInvariants(server.deps.db)).toEqual([]);
}

async function nothingOfARefusedBatch(server: PromiseServer): Promise<void> {
  const clerk = await anAdminClerk(server);
  const orderIds = await ordersAtStore(server, 3);
  const before = await server.deps.db.transitBatch.count();
  const refused = await Promise.all(
    times(20).map((n) =>
      postBatch(inTurn(server, n), clerk, {
        order_ids: [...orderIds, 'zzzzzzzz'],
        type: 'STORE_TO_FACTORY',
        created_by: 'x',
      }),
    ),
  );

  expect(tally(refused)).toEqual({ '404 Order zzzzzzzz not found': 20 });
  expect(await server.deps.db.transitBatch.count()).toBe(before);
  for (const id of orderIds) expect((await storedOrder(server, id)).openBatchId).toBeNull();
  const made = await Promise.all(
    orderIds.map((id, n) =>
      postBatch(inTurn(server, n), clerk, { order_ids: [id], type: 'STORE_TO_FACTORY', created_by: 'x' }),
    ),
  );
  expect(new Set(made.map(({ body }) => body.transitId)).size).toBe(3);
}

// A busy machine is no failure of what these look at.
const env = { DATABASE_TIMEOUT_MS: '20000' };
for (const instances of [1, 2] as const) {
  promise(
    71,
    { title: 'of fifty calls at once for each move exactly one wins', instances, env },
    (server, { figure }) => oneMoveWins(server, 2, figure),
  );
  promise(
    71,
    { title: 'of fifty calls at once for each move exactly one wins, many times', instances, env, long: true },
    (server, { figure, scaled }) => oneMoveWins(server, scaled(20), figure),
  );
  promise(
    73,
    { title: 'of twenty batches at once that share an order exactly one is made', instances, env },
    (server, { figure }) => oneBatchWins(server, 2, figure),
  );
  promise(
    73,
    {
      title: 'of twenty batches at once that share an order exactly one is made, many times',
      instances,
      env,
      long: true,
    },
    (server, { figure, scaled }) => oneBatchWins(server, scaled(20), figure),
  );
  promise(74, { title: 'a refused batch leaves nothing, ids never collide', instances, env }, nothingOfARefusedBatch);
}
