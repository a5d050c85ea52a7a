import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anEmail, anOrder } from '../support/builders.js';
import { PASSWORD } from '../support/clients.js';
import { aCustomerRecord, type Calls, callsAsAdmin } from '../support/staff.js';
import { emailExists } from '../support/told.js';

let app: TestApp;
let admin: Calls;
beforeAll(async () => {
  app = await startApp();
  admin = await callsAsAdmin(app);
});
afterAll(() => app.close());

const notFound = { status: 404, body: { error: 'Customer not found', code: 'customer.not_found' } };

test('staff enter a customer with everything they know of them, who cannot log in', async () => {
  const email = anEmail();
  const sent = {
    name: ' Lata Nair',
    email: email.toUpperCase(),
    phone: '044-1',
    address: '1 Beach Rd\nChennai',
    notes: '',
  };

  const response = await admin.post('/admin/api/customers', { ...sent, id: 7, totalSpent: 9, password: PASSWORD });

  expect(response.status).toBe(201);
  expect(response.body).toEqual({
    id: expect.any(Number),
    name: ' Lata Nair',
    email,
    phone: '044-1',
    createdAt: expect.stringMatching(/^\d{4}-.*\.\d{3}Z$/),
    address: '1 Beach Rd\nChennai',
    notes: null,
    loginEmail: email,
    merged: [],
    status: 'active',
    totalOrders: 0,
    totalSpent: 0,
    lastOrderDate: null,
  });
  expect((await admin.get(`/admin/api/customers/${response.body.id}`)).body).toEqual(response.body);
  expect((await app.http.post('/auth/login').send({ email, password: PASSWORD })).status).toBe(401);
});

test('what is missing or wrong in a customer is named, field by field', async () => {
  const missing = await admin.post('/admin/api/customers', { name: ' ', phone: null });
  const wrong = await admin.post('/admin/api/customers', {
    name: 'a\u0000b',
    email: 'no address',
    phone: '1',
    address: 'x'.repeat(501),
    status: 'gone',
  });

  expect(missing.status).toBe(400);
  expect(missing.body.error).toBe('Missing fields');
  expect(missing.body.details.map((detail: { path: string }) => detail.path)).toEqual(['name']);
  expect(wrong.body.error).toMatch(/^Invalid fields: ./);
  expect(wrong.body.details.map((detail: { path: string }) => detail.path)).toEqual([
    'name',
    'email',
    'address',
    'status',
  ]);
});

test('the e-mail of one account never becomes the login of another account with a password', async () => {
  const taken = await aCustomerRecord(admin);
  const other = await aCustomerRecord(admin);
  await app.deps.db.customer.update({ where: { id: other.id }, data: { passwordHash: 'x' } });

  const changed = await admin.put(`/admin/api/customers/${other.id}`, {
    email: ` ${taken.email.toUpperCase()}`,
    name: 'Y',
  });

  expect(changed.status).toBe(400);
  expect(changed.body).toMatchObject(emailExists);
  expect((await admin.get(`/admin/api/customers/${other.id}`)).body).toEqual(other);
});

test('a customer shows what their orders add up to, cancelled ones aside', async () => {
  const customer = await aCustomerRecord(admin);
  const idle = await aCustomerRecord(admin);
  const { order: first } = await anOrder(app, { customerEmail: customer.email, serviceIds: ['s1'] });
  const { order: last } = await anOrder(app, { customerEmail: customer.email, serviceIds: ['s2', 's3'] });
  const { order: cancelled } = await anOrder(app, { customerEmail: customer.email });
  await admin.delete(`/admin/api/orders/${cancelled.id}`);

  const list = await admin.get('/admin/api/customers', { limit: 2 });

  expect(list.body).toEqual([
    idle,
    { ...customer, totalOrders: 2, totalSpent: first.total + last.total, lastOrderDate: last.createdAt },
  ]);
});

test('customers are listed newest first, page after page, and by status', async () => {
  const first = await aCustomerRecord(admin);
  const blocked = await aCustomerRecord(admin, { status: 'blocked' });
  const last = await aCustomerRecord(admin);

  const page = await admin.get('/admin/api/customers', { limit: 2 });
  const next = await admin.get(/<(.*)>/.exec(page.headers['link'] ?? '')?.[1] ?? '');
  const onlyBlocked = await admin.get('/admin/api/customers', { status: 'blocked' });
  const wrong = await admin.get('/admin/api/customers', { status: 'Blocked' });

  expect(page.body).toEqual([last, blocked]);
  expect(next.body[0]).toEqual(first);
  expect(Number(page.headers['x-total-count'])).toBe(await app.deps.db.customer.count({ where: { deletedAt: null } }));
  expect(onlyBlocked.body).toEqual([blocked]);
  expect(onlyBlocked.headers['x-total-count']).toBe('1');
  expect(wrong.status).toBe(400);
});

test('an id that nobody has is not found, whatever it looks like', async () => {
  for (const id of ['0', '999999', 'abc', '1e3', '99999999999']) {
    const path = `/admin/api/customers/${id}`;
    expect(await admin.get(path)).toMatchObject(notFound);
    expect(await admin.put(path, { name: 'X' })).toMatchObject(notFound);
    expect(await admin.delete(path)).toMatchObject(notFound);
  }
});
