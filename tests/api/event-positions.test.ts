import { afterAll, beforeAll, expect, test } from 'vitest';
import { inTransaction } from '../../src/db/transaction.js';
import { customerErased } from '../../src/modules/customers/customer.events.js';
import { happened, recordEvents } from '../../src/modules/outbox/index.js';
import { readEvents } from '../../src/modules/outbox/read-events.js';
import { sequenceEvents } from '../../src/modules/outbox/sequence-events.js';
import { startApp, type TestApp } from '../support/app.js';

let app: TestApp;
let customerId = 1_000;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const db = () => app.deps.db;
const by = { at: new Date(), actor: 'system' };

/** Records `count` events of a subject nobody else has, and waits for `before` with the transaction open. */
async function record(count: number, before: () => Promise<unknown> = async () => {}): Promise<number[]> {
  const ids = Array.from({ length: count }, () => (customerId += 1));
  await inTransaction(db(), async (tx) => {
    const events = ids.map((id) => happened(customerErased, { customerId: id }));
    await recordEvents(tx, by, events);
    await before();
  });
  return ids;
}

async function readAll(after: number): Promise<{ customers: unknown[]; positions: number[] }> {
  const found = await readEvents(db(), after, 10_000);
  return {
    customers: found.map(({ event }) => event.data['customerId']),
    positions: found.map(({ position }) => position),
  };
}

test('an event committed late gets a position behind those that were there before it, and no reader misses it', async ({
  skip,
}) => {
  skip(app.deps.provider === 'sqlite', 'SQLite has one writer: no transaction is open beside another');
  const start = await sequenceEvents(db());
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let inserted = () => {};
  const isInserted = new Promise<void>((resolve) => {
    inserted = resolve;
  });
  const slow = record(1, () => {
    inserted();
    return held;
  });
  await isInserted;
  const quick = await record(1);

  const reached = await sequenceEvents(db());
  const seen = await readAll(start);
  letGo();
  const late = await slow;
  await sequenceEvents(db());

  expect(seen.customers).toEqual(quick);
  expect((await readAll(reached)).customers).toEqual(late);
  const rows = await db().event.findMany({ where: { position: { gt: start } }, orderBy: { position: 'asc' } });
  expect(rows[1]?.id).toBeLessThan(rows[0]?.id ?? 0);
});

test('many who place at once give every event one position, without gaps, in the order of ids', async () => {
  const start = await sequenceEvents(db());
  const recorded = await Promise.all(Array.from({ length: 12 }, () => record(100)));

  const ends = await Promise.all(Array.from({ length: 6 }, () => sequenceEvents(db())));

  expect(new Set(ends)).toEqual(new Set([start + 1_200]));
  const { customers, positions } = await readAll(start);
  expect(positions).toEqual(Array.from({ length: 1_200 }, (_, index) => start + 1 + index));
  expect(new Set(customers)).toEqual(new Set(recorded.flat()));
  for (const ids of recorded) expect(customers.filter((id) => ids.includes(Number(id)))).toEqual(ids);
});

test('what happens is placed and told within the process, without waiting to be asked', async () => {
  const positions: number[] = [];
  const start = await sequenceEvents(db());
  const forget = app.deps.outbox.onPlaced((last) => positions.push(last));
  app.deps.outbox.start();
  await expect.poll(() => positions.at(-1)).toBe(start);

  await record(3);

  await expect.poll(() => positions.at(-1), { interval: 5 }).toBe(start + 3);
  forget();
});

test('positions go on where they were after every event is gone', async () => {
  await record(1);
  const last = await sequenceEvents(db());
  await db().event.deleteMany();

  await record(1);

  expect(await sequenceEvents(db())).toBe(last + 1);
});
