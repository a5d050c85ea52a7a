import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anEmail, anOrder } from '../support/builders.js';
import { aCustomer, PASSWORD } from '../support/clients.js';
import { emailExists, notYours } from '../support/told.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const row = (id: number) => app.deps.db.customer.findUniqueOrThrow({ where: { id } });

test('a customer changes what they send and nothing else, and nobody else', async () => {
  const customer = await aCustomer(app);
  const bystander = await aCustomer(app);
  const before = await row(bystander.id);

  const named = await app.http.put('/auth/me').set(customer.as()).send({ name: 'New Name' });
  const phoned = await app.http.put('/auth/me').set(customer.as()).send({ phone: '+911' });

  expect(named.status).toBe(200);
  expect(named.body).toMatchObject({ name: 'New Name', email: customer.email, phone: '+919800000002' });
  expect(phoned.body).toMatchObject({ id: customer.id, name: 'New Name', email: customer.email, phone: '+911' });
  expect((await app.http.get('/auth/me').set(customer.as())).body).toEqual(phoned.body);
  expect(await row(bystander.id)).toEqual(before);
});

test('an empty profile change answers the customer as they are', async () => {
  const customer = await aCustomer(app);
  const before = await app.http.get('/auth/me').set(customer.as());

  const response = await app.http.put('/auth/me').set(customer.as()).send({});

  expect(response.status).toBe(200);
  expect(response.body).toEqual(before.body);
});

test.each(['name', 'email', 'phone'])('%s cannot be cleared, because it is required', async (field) => {
  const customer = await aCustomer(app);
  const before = await row(customer.id);

  const asNull = await app.http
    .put('/auth/me')
    .set(customer.as())
    .send({ [field]: null });
  const asBlank = await app.http
    .put('/auth/me')
    .set(customer.as())
    .send({ [field]: ' ' });

  for (const response of [asNull, asBlank]) {
    expect(response.status).toBe(400);
    expect(response.body).toMatchObject({ error: 'Missing fields', details: [{ path: field }] });
  }
  expect(await row(customer.id)).toEqual(before);
});

test('the e-mail of somebody else is refused in any spelling, unclaimed or not', async () => {
  const customer = await aCustomer(app);
  const other = await aCustomer(app);
  const guest = await anOrder(app);
  const before = [await row(customer.id), await row(other.id), await row(guest.customer.id)];

  for (const email of [other.email, ` ${other.email.toUpperCase()}`, guest.customer.email]) {
    const response = await app.http.put('/auth/me').set(customer.as()).send({ email, name: 'Half Done' });

    expect(response.status).toBe(400);
    expect(response.body).toMatchObject(emailExists);
  }
  expect([await row(customer.id), await row(other.id), await row(guest.customer.id)]).toEqual(before);
});

test('a new e-mail is lower-cased, logs in, and the old one no longer does', async () => {
  const customer = await aCustomer(app);
  const email = anEmail();

  const response = await app.http
    .put('/auth/me')
    .set(customer.as())
    .send({ email: ` ${email.toUpperCase()} ` });

  expect(response.status).toBe(200);
  expect(response.body.email).toBe(email);
  expect((await app.http.post('/auth/login').send({ email, password: PASSWORD })).status).toBe(200);
  expect((await app.http.post('/auth/login').send({ email: customer.email, password: PASSWORD })).status).toBe(401);
});

test('orders stay with the account that changed its e-mail, not with whoever has the e-mail now', async () => {
  const customer = await aCustomer(app);
  const { order } = await anOrder(app, { customerEmail: customer.email }, customer.token);
  const email = anEmail();
  await app.http.put('/auth/me').set(customer.as()).send({ email });
  const heir = await aCustomer(app, { email: customer.email });

  const kept = await app.http.get('/api/orders').query({ email }).set(customer.as());
  const inherited = await app.http.get('/api/orders').query({ email: heir.email }).set(heir.as());
  const read = await app.http.get(`/api/orders/${order.id}`).set(heir.as());
  const removed = await app.http.delete(`/api/orders/${order.id}`).query({ email: heir.email }).set(heir.as());

  expect(kept.body.map(({ id }: { id: string }) => id)).toEqual([order.id]);
  expect(inherited.body).toEqual([]);
  for (const response of [read, removed]) {
    expect(response.status).toBe(403);
    expect(response.body).toMatchObject(notYours);
  }
});

test('columns that the contract does not list cannot be set through the profile', async () => {
  const customer = await aCustomer(app);
  const before = await row(customer.id);

  const response = await app.http.put('/auth/me').set(customer.as()).send({
    id: 1,
    status: 'BLOCKED',
    tokenVersion: 5,
    createdAt: '2000-01-01T00:00:00.000Z',
    deletedAt: '2000-01-01T00:00:00.000Z',
    passwordHash: 'x',
    password: 'another password',
    address: 'Somewhere',
    notes: 'A note',
    role: 'admin',
  });

  expect(response.status).toBe(200);
  expect({ ...(await row(customer.id)), updatedAt: before.updatedAt }).toEqual(before);
});
