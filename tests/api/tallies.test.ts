import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applyChanges } from '../../src/modules/totals/apply-changes.sql.js';
import { findWrongTotals } from '../../src/modules/totals/recount.sql.js';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder, aService } from '../support/builders.js';
import { checkInvariants } from '../support/invariants.js';
import { anOrderAt } from '../support/place-in-time.js';
import { aShop, carryOut, KINDS } from '../support/random-day.js';
import { type Calls, callsAsAdmin } from '../support/staff.js';

let app: TestApp;
let admin: Calls;
beforeAll(async () => {
  app = await startApp();
  admin = await callsAsAdmin(app);
});
afterAll(() => app.close());

const run = (sql: string) => app.deps.db.$executeRawUnsafe(sql);
const totalOf = async (path: string, query: object = {}) =>
  Number((await admin.get(path, { limit: 1, ...query })).headers['x-total-count']);

test('whatever many people do at once, and whenever tallies are folded, they are what a recount says', async () => {
  const number = fc.nat({ max: 10_000 });
  const act = fc.record({ what: fc.nat({ max: KINDS - 1 }), first: number, second: number });
  const people = fc.array(fc.array(act, { minLength: 25, maxLength: 40 }), { minLength: 4, maxLength: 4 });
  const seen = new Map<string, number>();

  await fc.assert(
    fc.asyncProperty(people, async (everybody) => {
      const shop = await aShop(app);
      for (let opened = 0; opened < 4; opened += 1) await carryOut(shop, { what: 0, first: opened, second: opened });
      await Promise.all(
        everybody.map(async (acts) => {
          for (const next of acts) {
            const status = await carryOut(shop, next);
            if (status !== undefined) seen.set(`${next.what} ${status}`, (seen.get(`${next.what} ${status}`) ?? 0) + 1);
          }
        }),
      );
      expect(await findWrongTotals(app.deps.db)).toEqual([]);
      await applyChanges(app.deps.db);
      expect(await app.deps.db.tallyChange.count()).toBe(0);
      expect(await findWrongTotals(app.deps.db)).toEqual([]);
      expect(await app.deps.db.tally.count({ where: { counted: 0, totalMinor: 0 } })).toBe(0);
    }),
    { numRuns: 3 },
  );

  expect([...seen.keys()].filter((key) => key.endsWith(' 500'))).toEqual([]);
  // Edits, moves, cancellations, batches, deliveries, scans and erasures all came through.
  const done = new Set([...seen.keys()].filter((key) => / 20[01]$/.test(key)).map((key) => key.split(' ')[0]));
  expect([...done].map(Number).sort((a, b) => a - b)).toEqual(expect.arrayContaining([0, 1, 2, 3, 4, 5, 7, 9, 10]));
}, 240_000);

test('lists tell their totals from tallies, before they are folded and after', async () => {
  for (const ask of [async () => {}, () => applyChanges(app.deps.db)]) {
    await ask();
    const { db } = app.deps;
    expect(await totalOf('/admin/api/orders')).toBe(await db.order.count({ where: { status: { not: 'CANCELLED' } } }));
    expect(await totalOf('/admin/api/orders', { status: 'Cancelled' })).toBe(
      await db.order.count({ where: { status: 'CANCELLED' } }),
    );
    expect(await totalOf('/admin/api/customers')).toBe(await db.customer.count({ where: { deletedAt: null } }));
    expect(await totalOf('/admin/api/customers', { status: 'blocked' })).toBe(
      await db.customer.count({ where: { deletedAt: null, status: 'BLOCKED' } }),
    );
    expect(await totalOf('/admin/api/deliveries', { status: 'failed' })).toBe(
      await db.delivery.count({ where: { status: 'FAILED' } }),
    );
    expect(await totalOf('/admin/api/transit-batches', { status: 'PENDING', type: 'STORE_TO_FACTORY' })).toBe(
      await db.transitBatch.count({ where: { status: 'PENDING', type: 'STORE_TO_FACTORY' } }),
    );
    const audits = await db.auditEntry.groupBy({ by: ['actor', 'entity'], _count: { _all: true } });
    expect(audits.length).toBeGreaterThan(3);
    for (const { actor, entity, _count } of audits)
      expect(await totalOf('/admin/api/audit-log', { actor, entity })).toBe(_count._all);
  }
});

test('a range of times is counted to the millisecond at both ends', async () => {
  const service = await aService(app);
  const times = ['09:59:59.999', '10:00:00.000', '10:07:30.123', '10:15:00.000', '23:59:59.999', '00:00:00.000'];
  for (const [index, time] of times.entries())
    await anOrderAt(app, `2021-02-${index === 5 ? '02' : '01'}T${time}Z`, { serviceIds: [service] });
  const between = (from: string, to: string) =>
    totalOf('/admin/api/orders', { from: `2021-02-01T${from}Z`, to: `2021-02-0${to}Z` });

  expect(await between('10:00:00.000', '1T10:15:00.000')).toBe(3);
  expect(await between('10:00:00.001', '1T10:14:59.999')).toBe(1);
  expect(await between('10:07:30.123', '1T10:07:30.123')).toBe(1);
  expect(await between('10:07:30.124', '1T10:07:30.124')).toBe(0);
  expect(await between('09:59:59.999', '2T00:00:00.000')).toBe(6);
  expect(await between('10:20:00.000', '1T10:10:00.000')).toBe(0);
  expect(await totalOf('/admin/api/orders', { to: '2021-02-01T10:00:00Z', from: '2021-01-01' })).toBe(2);
});

describe('statements past the product are tallied too:', () => {
  test('orders moved, re-dated and re-priced, all in one statement', async () => {
    const { order } = await anOrder(app);
    await run(`UPDATE orders SET status = 'CANCELLED', total_minor = total_minor + 1 WHERE id = '${order.id}'`);
    await run(`UPDATE orders SET status = 'AT_STORE' WHERE status = 'CANCELLED'`);
    const earlier = app.deps.provider === 'sqlite' ? `'1999-12-31T23:59:59.999+00:00'` : `'1999-12-31 23:59:59.999'`;
    await run(`UPDATE orders SET created_at = ${earlier} WHERE id = '${order.id}'`);

    expect(await findWrongTotals(app.deps.db)).toEqual([]);
    expect(await totalOf('/admin/api/orders', { from: '1999-12-31', to: '2000-01-01' })).toBe(1);
  });

  test('lines that name another service, come twice and go', async () => {
    const [one, other] = [await aService(app), await aService(app)];
    const items = [one, one, other].map((serviceId, line) => ({ serviceId, quantity: 1, note: `${line}` }));
    const { order } = await anOrder(app, { serviceIds: undefined, items });
    const expected = async (ofOne: number, ofOther: number) => {
      expect(await findWrongTotals(app.deps.db)).toEqual([]);
      const rows = await app.deps.db.tallyChange.groupBy({
        by: ['part'],
        where: { kind: 'services', part: { in: [one, other] } },
        _sum: { counted: true },
      });
      expect(Object.fromEntries(rows.map((row) => [row.part, Number(row._sum.counted)]))).toEqual({
        [one]: ofOne,
        [other]: ofOther,
      });
    };
    const where = `WHERE order_id = '${order.id}'`;

    await expected(1, 1);
    await run(`UPDATE order_lines SET service_id = '${other}' ${where} AND position = 0`);
    await expected(1, 1);
    await run(`UPDATE order_lines SET service_id = '${one}' ${where} AND service_id = '${other}'`);
    await expected(1, 0);
    await run(`UPDATE order_lines SET service_id = '${other}' ${where}`);
    await expected(0, 1);
    await run(`UPDATE orders SET status = 'CANCELLED' WHERE id = '${order.id}'`);
    await expected(0, 0);
    await run(`DELETE FROM pieces ${where}`);
    await run(`DELETE FROM order_lines ${where}`);
    await expected(0, 0);
    await run(`DELETE FROM timeline_entries ${where}`);
    await run(`DELETE FROM order_search_terms ${where}`);
    await run(`DELETE FROM orders WHERE id = '${order.id}'`);
    await expected(0, 0);
  });
});

describe('is found by the invariants:', () => {
  test('a tally that is off, a change that was lost and a stretch of time that does not add up', async () => {
    await anOrder(app);
    expect(await findWrongTotals(app.deps.db)).toEqual([]);

    await run(`DELETE FROM tally_changes WHERE kind = 'customers'`);
    expect(await findWrongTotals(app.deps.db)).toEqual([
      expect.stringContaining('tally of customers, ACTIVE, level 0'),
    ]);

    await applyChanges(app.deps.db);
    await run(`UPDATE tallies SET counted = counted + 1 WHERE kind = 'tracks' AND level = 3`);
    await run(
      `UPDATE tallies SET total_minor = total_minor + 1 WHERE kind = 'orders' AND level = 1 AND part = 'AT_STORE'`,
    );
    const found = await findWrongTotals(app.deps.db);
    for (const says of ['tally of tracks', 'tally of orders, AT_STORE, level 1'])
      expect(found).toContainEqual(expect.stringContaining(says));
    expect(await checkInvariants(app.deps.db)).toEqual(expect.arrayContaining(found));
  });
});
