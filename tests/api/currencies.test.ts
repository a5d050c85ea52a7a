import { expect, onTestFinished, test } from 'vitest';
import { startApp } from '../support/app.js';
import { anOrderBody } from '../support/builders.js';
import { anAdmin } from '../support/clients.js';
import { importFile, rowsOf } from '../support/csv.js';
import { callsAs } from '../support/staff.js';

async function aShop(currency: string) {
  const app = await startApp({ currency });
  onTestFinished(() => app.close());
  const headers = await anAdmin(app);
  return { app, headers, admin: callsAs(app, headers) };
}

test('a shop in dinars sells for three decimals, and every sum has them', async () => {
  const { app, headers, admin } = await aShop('KWD');
  const { body: service } = await admin.post('/admin/api/services', { name: 'Dishdasha', price: 0.125 });
  const imported = await importFile(app, headers, 'services', 'name,price\nGhutra,0.075\nBisht,1.2345\n');

  const placed = await app.http
    .post('/api/orders')
    .send(anOrderBody({ serviceIds: undefined, items: [{ serviceId: service.id, quantity: 3 }] }));

  expect(service.price).toBe(0.125);
  expect(imported.body).toMatchObject({
    create: 1,
    problems: [{ line: 3, column: 'price', message: 'must have at most three decimals' }],
  });
  expect(placed.body.order).toMatchObject({
    total: 0.375,
    currency: 'KWD',
    items: [{ unitPrice: 0.125, lineTotal: 0.375 }],
  });
  expect((await admin.get('/admin/api/dashboard-summary')).body.totalRevenue).toBe(0.375);
  const [customer] = (await admin.get('/admin/api/customers')).body;
  expect(customer.totalSpent).toBe(0.375);
  const [row] = rowsOf((await admin.get('/admin/api/orders.csv')).text);
  expect(row).toMatchObject({ total: '0.375', currency: 'KWD' });
});

test('a shop in yen sells for whole yen, also for more of them than a million', async () => {
  const { admin } = await aShop('JPY');

  const whole = await admin.post('/admin/api/services', { name: 'Kimono', price: 1_500_000 });
  const part = await admin.post('/admin/api/services', { name: 'Obi', price: 80.5 });

  expect(whole.body).toMatchObject({ price: 1_500_000 });
  expect(part.status).toBe(400);
  expect(part.body).toMatchObject({
    error: 'Invalid fields: price must have no decimals',
    details: [{ path: 'price', message: 'must have no decimals' }],
  });
});

test('a price may come as the text of a form field, and nothing is guessed about it', async () => {
  const { admin } = await aShop('INR');

  const made = await admin.post('/admin/api/services', { name: 'Saree', price: '255.50' });
  const changed = await admin.put(`/admin/api/services/${made.body.id}`, { price: ' 260 ' });
  const refused = await Promise.all(
    ['', '2,5', '255.505', '1e3', '₹5', 'free', '-1', '2000000'].map((price) =>
      admin.post('/admin/api/services', { name: 'X', price }),
    ),
  );

  expect([made.status, made.body.price, changed.body.price]).toEqual([201, 255.5, 260]);
  expect(refused.map(({ status, body }) => [status, body.details?.[0]?.message])).toEqual([
    [400, 'is required'],
    [400, 'must be a number'],
    [400, 'must have at most two decimals'],
    [400, 'must be a number'],
    [400, 'must be a number'],
    [400, 'must be a number'],
    [400, 'must be from 0 to 1000000'],
    [400, 'must be from 0 to 1000000'],
  ]);
});

test('a database with orders in one currency is not served in one of other decimals', async () => {
  const { app, admin } = await aShop('INR');
  await app.http.post('/api/orders').send(anOrderBody());
  const { currencyProblem } = await import('../../src/modules/orders/index.js');

  expect(await currencyProblem(app.deps.db, 'INR')).toBeNull();
  expect(await currencyProblem(app.deps.db, 'USD')).toBeNull();
  expect(await currencyProblem(app.deps.db, 'KWD')).toContain(
    'CURRENCY is KWD, and the orders of this database are in INR',
  );
  expect((await admin.get('/readyz')).status).toBe(200);
});
