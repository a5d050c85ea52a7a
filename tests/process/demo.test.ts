import { expect, test } from 'vitest';
import { createDb } from '../../src/db/open.js';
import { checkInvariants } from '../../src/modules/invariants/index.js';
import { emptyDatabase, type Provider, seededDatabase, select } from '../support/raw-database.js';
import { runProgram } from '../support/server-process.js';

// A thousand orders are enough for something at every stage of an order's life.
const sizes: [Provider, number, stages: number][] = [
  ['sqlite', 1_000, 11],
  ['postgresql', 300, 8],
];

test.for(sizes)(
  'on %s the demo fills an empty database with %i orders in a shop where everything adds up',
  async ([provider, orders, stages]) => {
    const { url, folder } = await emptyDatabase(provider);

    const filled = await runProgram('commands/demo', folder, { DATABASE_URL: url }, ['--orders', String(orders)]);

    expect(filled).toMatchObject({ code: 0, stdout: expect.stringContaining(`${orders} orders over 60 days`) });
    const db = createDb(url, { poolSize: 2, timeoutMs: 10_000 });
    try {
      expect(await checkInvariants(db)).toEqual([]);
      expect(await db.order.count()).toBe(orders);
      const statuses = await db.order.groupBy({ by: ['status'], _count: true });
      expect(statuses.length).toBeGreaterThanOrEqual(stages);
      expect(await db.customer.count({ where: { email: { endsWith: '@example.com' } } })).toBe(184);
      expect(await db.customer.count({ where: { email: null } })).toBe(16);
      expect(await db.service.count({ where: { category: { not: null } } })).toBeGreaterThanOrEqual(38);
      expect(await db.transitBatch.count({ where: { status: 'COMPLETED' } })).toBeGreaterThan(100);
      expect(await db.delivery.count({ where: { status: 'DELIVERED' } })).toBeGreaterThan(orders / 5);
      expect(await db.order.count({ where: { createdAt: { gt: new Date() } } })).toBe(0);
    } finally {
      await db.$disconnect();
    }
  },
);

test('one seed makes one shop, and another seed another', async () => {
  const shops = [];
  for (const seed of ['7', '7', '8']) {
    const { url, folder } = await emptyDatabase('sqlite');
    const { code } = await runProgram('commands/demo', folder, { DATABASE_URL: url }, [
      '--orders',
      '100',
      '--seed',
      seed,
    ]);
    expect(code).toBe(0);
    shops.push(await select(url, 'SELECT id, status, total_minor, created_at FROM orders ORDER BY id'));
  }

  const [first, again, other] = shops;
  expect(again).toEqual(first);
  expect(other).not.toEqual(first);
});

test('the demo refuses a database that holds an order, and leaves it alone', async () => {
  const { url, folder } = await emptyDatabase('sqlite');
  await runProgram('commands/demo', folder, { DATABASE_URL: url }, ['--orders', '3']);

  const refused = await runProgram('commands/demo', folder, { DATABASE_URL: url });

  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('empty database only') });
  expect(await select(url, 'SELECT id FROM orders')).toHaveLength(3);
});

test('the demo refuses production', async () => {
  const { url, folder } = await seededDatabase('sqlite');
  const secrets = { SECRET_KEY: 'k'.repeat(40), JWT_SECRET_KEY: 'j'.repeat(40) };

  const refused = await runProgram('commands/demo', folder, { DATABASE_URL: url, NODE_ENV: 'production', ...secrets });

  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('not for production') });
  expect(await select(url, 'SELECT id FROM orders')).toEqual([]);
});
