import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { references } from '../../src/modules/invariants/dangling-references.sql.js';
import { startApp, type TestApp } from '../support/app.js';
import { aBatch, allMoves, type Clerk, cancelBatch } from '../support/batches.js';
import { anEmail, aService } from '../support/builders.js';
import { aCustomer, anAdmin, aWorker } from '../support/clients.js';
import { checkInvariants } from '../support/invariants.js';
import { plantUnreferenced } from '../support/plant.js';
import { aLife } from '../support/planted.js';

let app: TestApp;
let clerk: Clerk;
beforeAll(async () => {
  app = await startApp();
  clerk = { portal: '/admin/api', headers: await anAdmin(app) };
});
afterAll(() => app.close());

const db = () => app.deps.db;

test('the data of an honest life has no violations', async () => {
  for (let made = 0; made <= 3; made += 1) await aLife(app, clerk, made);
  const cancelled = await aLife(app, clerk, 0);
  await cancelBatch(app, clerk, cancelled.batchId);
  const there = await aLife(app, clerk, 3);
  await aBatch(app, clerk, [there.id], 'FACTORY_TO_STORE', allMoves);

  expect(await checkInvariants(db())).toEqual([]);
});

describe('is found:', () => {
  test('a service that counts another number of lines', async () => {
    const service = await aService(app);
    await db().service.update({ where: { id: service }, data: { usageCount: 2 } });

    expect(await checkInvariants(db())).toContain(
      `service ${service}: usage_count is off by 2 from the lines that name it`,
    );
  });

  test('a customer, a worker and an admin whose e-mail is stored as typed', async () => {
    const customer = await aCustomer(app);
    const worker = await aWorker(app, 'EMPLOYEE');
    const shouting = (email: string) => ({ email: email.toUpperCase() });
    await db().customer.update({ where: { id: customer.id }, data: shouting(customer.email) });
    await db().worker.update({ where: { id: worker.id }, data: { email: ` ${worker.email}` } });
    const admin = await db().adminUser.create({ data: { name: 'A', passwordHash: 'x', ...shouting(anEmail()) } });

    expect(await checkInvariants(db())).toEqual(
      expect.arrayContaining([
        `customer ${customer.id}: the e-mail is not normalised`,
        `worker ${worker.id}: the e-mail is not normalised`,
        `admin ${admin.id}: the e-mail is not normalised`,
      ]),
    );
  });

  test('an order without lines', async () => {
    const { id } = await aLife(app, clerk, 0);
    await db().piece.deleteMany({ where: { orderId: id } });
    await db().orderLine.deleteMany({ where: { orderId: id } });

    expect(await checkInvariants(db())).toContain(`order ${id}: has no lines`);
  });

  // Last, because nothing else is looked at while references dangle.
  test('a row that refers to nothing', async () => {
    const { id } = await aLife(app, clerk, 0);
    const { batchId } = await aLife(app, clerk, 0);

    await plantUnreferenced(app, `DELETE FROM orders WHERE id = '${id}'`);
    await plantUnreferenced(app, `UPDATE orders SET open_batch_id = 999999 WHERE open_batch_id = ${batchId}`);

    expect(await checkInvariants(db())).toEqual([
      'orders: open_batch_id, id names a row of transit_batch_orders that does not exist',
      'order_lines: order_id names a row of orders that does not exist',
      'timeline_entries: order_id names a row of orders that does not exist',
      'transit_batch_orders: order_id names a row of orders that does not exist',
      ...(await searchTermsLeft(id)),
    ]);
  });
});

async function searchTermsLeft(orderId: string): Promise<string[]> {
  const left = await db().orderSearchTerm.count({ where: { orderId } });
  return left > 0 ? ['order_search_terms: order_id names a row of orders that does not exist'] : [];
}

test('every reference of the schema is among those checked', () => {
  const schema = readFileSync(new URL('../../prisma/schema.prisma', import.meta.url), 'utf8');
  const declared = schema.match(/@relation\([^)]*fields:/g) ?? [];

  expect(references).toHaveLength(declared.length);
  expect(new Set(references.map(({ table, columns }) => `${table} ${columns.join()}`)).size).toBe(declared.length);
});
