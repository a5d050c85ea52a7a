import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeLease } from '../../src/db/lease.js';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder } from '../support/builders.js';
import { anAdmin } from '../support/clients.js';
import { aCustomerRecord, type Calls, callsAs } from '../support/staff.js';

let app: TestApp;
let admin: Calls;
beforeEach(async () => {
  app = await startApp();
  admin = callsAs(app, await anAdmin(app));
});
afterEach(() => app.close());

const hex = (text: string) => Buffer.from(text).toString('hex');
const namesFor = async (q: string) =>
  (await admin.get('/admin/api/customers', { q })).body.map((customer: { name: string }) => customer.name);
const ordersFor = async (q: string) =>
  (await admin.get('/admin/api/orders', { q })).body.map((order: { id: string }) => order.id);

/** Terms as an older release stored them: no folded words, and nothing of addresses and notes. */
async function storeOlderTerms(): Promise<void> {
  const { db } = app.deps;
  const customers = await db.customer.findMany({ where: { deletedAt: null }, select: { id: true, name: true } });
  await db.customerSearchTerm.deleteMany({});
  await db.orderSearchTerm.deleteMany({});
  await db.customerSearchTerm.createMany({
    data: customers.map(({ id, name }) => ({ term: hex(name.toLowerCase()), customerId: id })),
  });
}

test('what an older release stored is found by today’s rules once its terms are made again', async () => {
  const { id } = await aCustomerRecord(admin, { name: 'José', address: 'Whitefield' });
  const { order } = await anOrder(app, { specialInstructions: 'sherwani', customerName: 'Zoë' });
  const { order: erased } = await anOrder(app, { specialInstructions: 'brocade', customerName: 'Gone' });
  await admin.delete(`/admin/api/customers/${erased.customerId}`);
  await storeOlderTerms();
  expect([await namesFor('jose'), await namesFor('josé'), await ordersFor('sherwani')]).toEqual([[], [], []]);

  expect(await app.deps.termRemaker.runOnce()).toBe(true);

  for (const q of ['jose', 'whitefield']) expect(await namesFor(q), q).toEqual(['José']);
  for (const q of ['sherwani', 'zoe']) expect(await ordersFor(q), q).toEqual([order.id]);
  const { db } = app.deps;
  expect(await db.customerSearchTerm.count({ where: { customerId: id, term: hex('josé') } })).toBe(0);
  expect(await db.customerSearchTerm.count({ where: { customerId: erased.customerId } })).toBe(0);
  expect(await db.orderSearchTerm.count({ where: { orderId: erased.id } })).toBe(0);
});

test('terms are made again once, from where it was stopped, and from the beginning when the rules change', async () => {
  const records = [
    await aCustomerRecord(admin, { name: 'Renée A' }),
    await aCustomerRecord(admin, { name: 'Renée B' }),
  ];
  const [first, second] = records.sort((a, b) => a.id - b.id);
  await storeOlderTerms();
  const { db, termRemaker } = app.deps;
  const rules = 1;

  await db.termRun.create({ data: { name: 'customers', rules, lastId: String(first.id), isWhole: false } });
  await termRemaker.runOnce();
  expect(await namesFor('renee')).toEqual([second.name]);

  await termRemaker.runOnce();
  expect(await namesFor('renee')).toEqual([second.name]);

  await db.termRun.updateMany({ data: { rules: rules - 1, lastId: String(second.id) } });
  await termRemaker.runOnce();
  expect(await namesFor('renee')).toEqual(['Renée B', 'Renée A']);
  expect(await db.termRun.findMany({ orderBy: { name: 'asc' } })).toMatchObject([
    { name: 'customers', rules, isWhole: true },
    { name: 'orders', rules, isWhole: true },
  ]);
});

test('nothing is made again while another process is at it', async () => {
  await aCustomerRecord(admin, { name: 'Chloë' });
  await storeOlderTerms();
  const { db, termRemaker } = app.deps;
  const other = { name: 'search-terms', holder: randomUUID() };
  await takeLease(db, other, new Date(), new Date(Date.now() + 60_000));

  expect(await termRemaker.runOnce()).toBe(false);

  expect(await namesFor('chloe')).toEqual([]);
  expect(await db.termRun.count()).toBe(0);
});

test('a customer who changes and one who is erased meanwhile keep what is right', async () => {
  const changing = await aCustomerRecord(admin, { name: 'Anaïs' });
  const leaving = await aCustomerRecord(admin, { name: 'Loïc' });
  await storeOlderTerms();

  await Promise.all([
    app.deps.termRemaker.runOnce(),
    admin.put(`/admin/api/customers/${changing.id}`, { name: 'Benoît' }),
    admin.delete(`/admin/api/customers/${leaving.id}`),
  ]);

  expect(await namesFor('benoit')).toEqual(['Benoît']);
  expect(await namesFor('anais')).toEqual([]);
  expect(await app.deps.db.customerSearchTerm.count({ where: { customerId: leaving.id } })).toBe(0);
});

test('while terms are made again, others have their turn after every record', async () => {
  for (let made = 0; made < 30; made += 1) await aCustomerRecord(admin, { name: `Turn ${made}` });
  await storeOlderTerms();
  let [turns, isRunning] = [0, true];
  const count = () => {
    turns += 1;
    if (isRunning) setImmediate(count);
  };
  setImmediate(count);

  await app.deps.termRemaker.runOnce();
  isRunning = false;

  expect(turns).toBeGreaterThanOrEqual(30);
});
