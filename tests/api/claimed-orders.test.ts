import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anEmail, anOrder } from '../support/builders.js';
import { aCustomer, aWorker, bearer, PASSWORD } from '../support/clients.js';
import { notYours } from '../support/told.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const idsOf = (orders: { id: string }[]) => orders.map(({ id }) => id);

/** An account claimed with one order, while a stranger had placed another with the same e-mail. */
async function aClaimedAccount() {
  const email = anEmail();
  const proven = await anOrder(app, { customerEmail: email });
  const strangers = await anOrder(app, {
    customerEmail: email,
    customerName: 'Stranger',
    specialInstructions: 'Secret',
  });
  const { body } = await app.http
    .post('/auth/signup')
    .send({ name: 'Asha', email, phone: '1', password: PASSWORD, orderToken: proven.trackingToken });
  return { email, id: body.customer.id, as: bearer(body.token), proven: proven.order, strangers: strangers.order };
}

test('a claimed account lists the order that proved it and no other of that e-mail', async () => {
  const account = await aClaimedAccount();

  const list = await app.http.get('/api/orders').query({ email: account.email }).set(account.as);

  expect(list.status).toBe(200);
  expect(idsOf(list.body)).toEqual([account.proven.id]);
  expect(list.headers['x-total-count']).toBe('1');
});

test('a claimed account cannot read, edit or delete a stranger’s order of the same e-mail', async () => {
  const account = await aClaimedAccount();
  const path = `/api/orders/${account.strangers.id}`;
  const before = await app.deps.db.order.findUnique({ where: { id: account.strangers.id } });

  const responses = [
    await app.http.get(path).set(account.as),
    await app.http.get(`${path}/timeline`).set(account.as),
    await app.http.put(path).set(account.as).send({ specialInstructions: 'Mine now' }),
    await app.http.put(path).set(account.as).send({}),
    await app.http.delete(path).query({ email: account.email }).set(account.as),
  ];

  for (const response of responses) {
    expect(response.status).toBe(403);
    expect(response.body).toEqual({ ...notYours, requestId: expect.any(String) });
  }
  expect(await app.deps.db.order.findUnique({ where: { id: account.strangers.id } })).toEqual(before);
});

test('staff see every order of an e-mail, proven or not', async () => {
  const account = await aClaimedAccount();
  const staff = await aWorker(app, 'EMPLOYEE');

  const list = await app.http.get('/api/orders').query({ email: account.email }).set(staff.as());
  const read = await app.http.get(`/api/orders/${account.strangers.id}`).set(staff.as());

  expect(list.status).toBe(200);
  expect(idsOf(list.body).toSorted()).toEqual([account.proven.id, account.strangers.id].toSorted());
  expect(list.headers['x-total-count']).toBe('2');
  expect(read.body).toMatchObject({ id: account.strangers.id, customerId: account.id, specialInstructions: 'Secret' });
});

test('orders placed as a guest once the account has a password appear in it', async () => {
  const customer = await aCustomer(app);
  const claimed = await aClaimedAccount();
  const forCustomer = await anOrder(app, { customerEmail: customer.email.toUpperCase() });
  const forClaimed = await anOrder(app, { customerEmail: claimed.email });

  const customers = await app.http.get('/api/orders').query({ email: customer.email }).set(customer.as());
  const claimeds = await app.http.get('/api/orders').query({ email: claimed.email }).set(claimed.as);

  expect(idsOf(customers.body)).toEqual([forCustomer.order.id]);
  expect(idsOf(claimeds.body).toSorted()).toEqual([claimed.proven.id, forClaimed.order.id].toSorted());
});

test('an order placed with a customer’s token belongs to that account, whatever contact it names', async () => {
  const customer = await aCustomer(app);
  const named = await aCustomer(app);

  const { order, customer: shown } = await anOrder(app, { customerEmail: named.email }, customer.token);

  expect(order).toMatchObject({ customerId: customer.id, customerEmail: named.email, customerName: 'Asha Rao' });
  expect(shown).toMatchObject({ id: customer.id, email: customer.email, name: 'Meera Iyer' });
  const mine = await app.http.get('/api/orders').query({ email: customer.email }).set(customer.as());
  const theirs = await app.http.get('/api/orders').query({ email: named.email }).set(named.as());
  expect(idsOf(mine.body)).toEqual([order.id]);
  expect(theirs.body).toEqual([]);
  expect((await app.http.get(`/api/orders/${order.id}`).set(named.as())).status).toBe(403);
});

test('an order that staff place goes to the customer it names', async () => {
  const customer = await aCustomer(app);
  const staff = await aWorker(app, 'EMPLOYEE');

  const { order } = await anOrder(app, { customerName: 'Meera Iyer', customerEmail: customer.email }, staff.token);

  expect(order.customerId).toBe(customer.id);
  const list = await app.http.get('/api/orders').query({ email: customer.email }).set(customer.as());
  expect(idsOf(list.body)).toEqual([order.id]);
});
