import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Statement } from '../../src/db/watch-statements.js';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder, anOrderBody, aService } from '../support/builders.js';
import { anAdmin } from '../support/clients.js';
import { provider } from '../support/database.js';
import { checkInvariants } from '../support/invariants.js';

let app: TestApp;
let headers: Record<string, string>;
let services: string[];
let seed = 7;
const statements: Statement[] = [];
beforeAll(async () => {
  app = await startApp({}, { onStatement: (statement) => statements.push(statement) });
  headers = await anAdmin(app);
});
beforeEach(async () => {
  services = [];
  for (const _ of times(8)) services.push(await aService(app));
  statements.length = 0;
});
afterAll(() => app.close());

const times = (count: number) => Array.from({ length: count }, (_, index) => index);
const deadlocks = () => app.deps.db.$queryRaw<{ deadlocks: bigint }[]>`
  SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()`;
const locking = () =>
  statements.filter(({ query }) => query.includes('FOR NO KEY UPDATE') && query.includes('services'));

/** A whole number below `limit`, the same in every run. */
function random(limit: number): number {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed % limit;
}

/** One to six of the services in any order, each on one to three lines. */
function someItems(): { serviceId: string; quantity: number }[] {
  const left = [...services];
  const named = times(1 + random(6)).flatMap(() => left.splice(random(left.length), 1));
  const lines = named.flatMap((serviceId) => times(1 + random(3)).map(() => ({ serviceId, quantity: 1 })));
  return lines
    .map((line) => ({ line, place: random(1_000) }))
    .toSorted((a, b) => a.place - b.place)
    .map((it) => it.line);
}

/** Twelve clients at once, each of which does `work` five times, one after the other. */
async function twelveClients<T>(work: (n: number) => PromiseLike<T>): Promise<T[]> {
  const answers = await Promise.all(
    times(12).map(async (client) => {
      const own: T[] = [];
      for (const n of times(5)) own.push(await work(client * 5 + n));
      return own;
    }),
  );
  return answers.flat();
}

async function expectCountedOnce(): Promise<void> {
  for (const id of services) {
    const { usageCount } = await app.deps.db.service.findUniqueOrThrow({ where: { id } });
    expect(usageCount).toBe(await app.deps.db.orderLine.count({ where: { serviceId: id } }));
  }
  expect(await checkInvariants(app.deps.db)).toEqual([]);
}

async function expectNoDeadlock(): Promise<void> {
  if (provider === 'postgresql') expect((await deadlocks()).map((row) => Number(row.deadlocks))).toEqual([0]);
}

test('sixty orders at once that name services in any order and number are all taken and counted', async () => {
  const bodies = times(60).map(() => anOrderBody({ serviceIds: undefined, items: someItems() }));

  const answers = await twelveClients((n) => app.http.post('/api/orders').send(bodies[n]));

  expect(answers.map((answer) => answer.status)).toEqual(times(60).map(() => 201));
  await expectCountedOnce();
  await expectNoDeadlock();
});

test('orders that get other services while new ones come in are counted once each', async () => {
  const ids: string[] = [];
  for (const _ of times(30)) {
    ids.push((await anOrder(app, { serviceIds: undefined, items: someItems() })).order.id);
  }
  const items = times(60).map(someItems);

  const answers = await twelveClients((n) =>
    n % 2 === 0
      ? app.http
          .put(`/admin/api/orders/${ids[n / 2]}`)
          .set(headers)
          .send({ items: items[n] })
      : app.http.post('/api/orders').send(anOrderBody({ serviceIds: undefined, items: items[n] })),
  );

  expect(answers.map((answer) => answer.status)).toEqual(times(60).map((n) => (n % 2 === 0 ? 200 : 201)));
  await expectCountedOnce();
  await expectNoDeadlock();
});

test('counting locks the services of an order in one statement on PostgreSQL, and in none on SQLite', async () => {
  const [first = '', second = '', third = ''] = services;

  await anOrder(app, { serviceIds: [first, first] });
  expect(locking()).toHaveLength(0);
  const { order } = await anOrder(app, { serviceIds: [second, first, first] });
  expect(locking()).toHaveLength(provider === 'postgresql' ? 1 : 0);
  statements.length = 0;
  await app.http
    .put(`/admin/api/orders/${order.id}`)
    .set(headers)
    .send({ serviceIds: [third, second] })
    .expect(200);
  expect(locking().map(({ params }) => (JSON.parse(params) as [string[]])[0].toSorted())).toEqual(
    provider === 'postgresql' ? [[first, second, third].toSorted()] : [],
  );
});
