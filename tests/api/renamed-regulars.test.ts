import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder } from '../support/builders.js';
import { type Account, aCustomer, anAdmin } from '../support/clients.js';

let app: TestApp;
let admin: { Cookie: string };
beforeAll(async () => {
  app = await startApp();
  admin = await anAdmin(app);
});
afterAll(() => app.close());

let made = 0;

/** A customer with as many orders, which say the same of the customer as the record; written past the API, but for the newest. */
async function aRegular(name: string, count: number): Promise<Account> {
  const phone = '+919800000002';
  const owner = await aCustomer(app, { name, phone });
  const said = { customerName: name, customerEmail: owner.email, customerPhone: phone };
  const at = new Date('2026-03-01T10:00:00Z');
  made += count;
  const ids = Array.from({ length: count - 1 }, (_, index) => `r${String(made - index).padStart(7, '0')}`);
  await app.deps.db.order.createMany({
    data: ids.map((id) => ({
      ...said,
      id,
      customerId: owner.id,
      totalMinor: 100n,
      currency: 'INR',
      pieceCount: 1,
      trackingTokenHash: id,
      inAccount: true,
      provesAccount: false,
      createdAt: at,
      updatedAt: at,
    })),
  });
  await anOrder(app, said, owner.token);
  return owner;
}

async function found(what: 'orders' | 'customers', q: string): Promise<number> {
  const list = await app.http.get(`/admin/api/${what}`).query({ q, limit: 1 }).set(admin);
  expect(list.status).toBe(200);
  return Number(list.headers['x-total-count']);
}

const rename = (owner: Account, name: string) => app.http.put('/auth/me').set(owner.as()).send({ name });

test('a customer with hundreds of orders takes another name for the price of one with few, and every order is found by both', async () => {
  const owner = await aRegular('Perumal Tailors', 450);
  await aRegular('Perumal Bystanders', 2);
  const terms = () => app.deps.db.orderSearchTerm.count({ where: { order: { customerId: owner.id } } });
  const before = await terms();

  const renamed = await rename(owner, 'Nandhini Boutique');

  expect([renamed.status, renamed.body.name]).toEqual([200, 'Nandhini Boutique']);
  expect(await terms()).toBe(before);
  const both = () => Promise.all(['perumal tailors', 'nandhini'].map((name) => found('orders', name)));
  expect(await both()).toEqual([450, 450]);
  await app.deps.regularsIndexer.runOnce();
  expect(await both()).toEqual([450, 450]);
  expect(await found('customers', 'tailors')).toBe(0);
  expect(await found('customers', 'nandhini')).toBe(1);
  expect(await found('orders', 'bystanders')).toBe(2);
});

test('renamed again in the middle, by two processes at once, every order is found by the first and the last name', async () => {
  const owner = await aRegular('Azhagi Stores', 420);

  await rename(owner, 'Between Names');
  const indexing = Promise.all([app.deps.regularsIndexer.runOnce(), app.deps.regularsIndexer.runOnce()]);
  await rename(owner, 'Mullai Stores');
  await indexing;
  await app.deps.regularsIndexer.runOnce();

  expect([await found('orders', 'azhagi'), await found('orders', 'mullai')]).toEqual([420, 420]);
  expect([await found('customers', 'azhagi'), await found('customers', 'between')]).toEqual([0, 0]);
  expect([await found('orders', 'between'), await found('customers', 'mullai')]).toEqual([0, 1]);
});

test('merged before the orders were indexed, they are found by all names', async () => {
  const [owner, other] = [await aRegular('Kurinji Silks', 230), await aRegular('Kaveri Linen', 3)];
  await rename(owner, 'Neytal Silks');

  const merged = await app.http.post(`/admin/api/customers/${other.id}/merge`).set(admin).send({ from: owner.id });

  expect([merged.status, merged.body.error]).toEqual([200, undefined]);
  const names = () => Promise.all(['kurinji', 'neytal', 'kaveri linen'].map((name) => found('orders', name)));
  expect(await names()).toEqual([233, 233, 233]);
  await app.deps.regularsIndexer.runOnce();
  expect(await names()).toEqual([230, 233, 233]);
  expect(await found('customers', 'kurinji')).toBe(0);
});

test('erased before the orders were indexed, nothing of the name is left', async () => {
  const owner = await aRegular('Vaigai Traders', 210);
  await rename(owner, 'Palar Traders');

  const erased = await app.http.delete(`/admin/api/customers/${owner.id}`).set(admin);
  await app.deps.regularsIndexer.runOnce();

  expect(erased.status).toBe(200);
  expect([await found('orders', 'vaigai'), await found('orders', 'palar')]).toEqual([0, 0]);
  expect(await found('customers', 'traders')).toBe(0);
  const { db } = app.deps;
  expect(await db.orderSearchTerm.count({ where: { order: { customerId: owner.id } } })).toBe(0);
  expect(await db.customerSearchTerm.count({ where: { customerId: owner.id } })).toBe(0);
  expect(await db.termRun.count({ where: { name: `customer:${owner.id}` } })).toBe(0);
});
