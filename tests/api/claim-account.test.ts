import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anEmail, anOrder } from '../support/builders.js';
import { aCustomer, aWorker, bearer, PASSWORD } from '../support/clients.js';
import { emailExists, invalidCredentials } from '../support/told.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const signUp = (email: string, changes: Record<string, unknown> = {}) =>
  app.http
    .post('/auth/signup')
    .send({ name: 'Claimed Name', email, phone: '+919822222222', password: PASSWORD, ...changes });

const logIn = (email: string, password: string) => app.http.post('/auth/login').send({ email, password });

/** Everything stored about one e-mail: what a refused claim must leave alone. */
const stored = (email: string) =>
  app.deps.db.customer.findUnique({ where: { loginEmail: email }, include: { orders: { orderBy: { id: 'asc' } } } });

test('a customer made by an order has no password, and nothing logs in to it', async () => {
  const email = anEmail();
  const { order, trackingToken } = await anOrder(app, { customerEmail: email });

  const guesses = ['defaultpass', 'password', 'null', email, order.customerPhone, order.id, trackingToken, ' '];
  const responses = await Promise.all(guesses.map((guess) => logIn(email, guess)));

  expect((await stored(email))?.passwordHash).toBeNull();
  for (const response of responses) {
    expect(response.status).toBe(401);
    expect(response.body).toMatchObject(invalidCredentials);
  }
});

test('the tracking token of one of its orders claims the account', async () => {
  const email = anEmail();
  const { order, customer, trackingToken } = await anOrder(app, { customerEmail: email, customerName: 'Order Name' });

  const response = await signUp(email.toUpperCase(), { orderToken: trackingToken });

  expect(response.status).toBe(201);
  expect(response.body.customer).toMatchObject({
    id: customer.id,
    email,
    name: 'Claimed Name',
    phone: '+919822222222',
    createdAt: order.createdAt,
  });
  expect((await logIn(email, PASSWORD)).status).toBe(200);
  const list = await app.http.get('/api/orders').query({ email }).set(bearer(response.body.token));
  expect(list.body.map((row: { id: string }) => row.id)).toEqual([order.id]);
  expect(list.body[0].customerName).toBe('Order Name');
});

test('without proof the account cannot be claimed and nothing about it changes', async () => {
  const email = anEmail();
  const { order, trackingToken } = await anOrder(app, { customerEmail: email });
  const somebodyElses = await anOrder(app);
  const before = await stored(email);

  const proofs: unknown[] = [
    undefined,
    null,
    '',
    'AAAAAAAAAAAAAAAAAAAAAA',
    somebodyElses.trackingToken,
    order.id,
    // What the database holds: a leaked copy of it must not prove anything.
    createHash('sha256').update(trackingToken).digest('hex'),
    trackingToken.slice(0, -1),
    `${trackingToken} `,
  ];
  const responses = [];
  for (const orderToken of proofs) responses.push(await signUp(email, { orderToken }));

  for (const response of responses) {
    expect(response.status).toBe(400);
    expect(response.body).toMatchObject(emailExists);
  }
  expect(await stored(email)).toEqual(before);
  expect((await logIn(email, PASSWORD)).status).toBe(401);
});

test('an account that has a password cannot be taken over with the token of a guest order placed with its e-mail', async () => {
  const victim = await aCustomer(app);
  const { trackingToken } = await anOrder(app, { customerEmail: victim.email });
  const before = await stored(victim.email);

  const response = await signUp(victim.email, { password: 'the attacker’s password', orderToken: trackingToken });

  expect(response.status).toBe(400);
  expect(response.body).toMatchObject(emailExists);
  expect(await stored(victim.email)).toEqual(before);
  expect((await logIn(victim.email, 'the attacker’s password')).status).toBe(401);
  expect((await logIn(victim.email, PASSWORD)).status).toBe(200);
});

test('a stranger who orders with the e-mail of a guest holds no proof of the guest’s account', async () => {
  const email = anEmail();
  const guest = await anOrder(app, { customerEmail: email, customerName: 'The Guest' });
  const stranger = await anOrder(app, { customerEmail: email, customerName: 'The Stranger' });
  const before = await stored(email);

  const taken = await signUp(email, { orderToken: stranger.trackingToken });

  expect(taken.status).toBe(400);
  expect(taken.body).toMatchObject(emailExists);
  expect(await stored(email)).toEqual(before);
  const claimed = await signUp(email, { orderToken: guest.trackingToken });
  expect(claimed.status).toBe(201);
  const list = await app.http.get('/api/orders').query({ email }).set(bearer(claimed.body.token));
  expect(list.body.map((row: { id: string }) => row.id)).toEqual([guest.order.id]);
});

test('the token that staff gave out with an order proves the account as well', async () => {
  const email = anEmail();
  const staff = await aWorker(app, 'EMPLOYEE');
  await anOrder(app, { customerEmail: email });
  const atCounter = await anOrder(app, { customerEmail: email }, staff.token);

  const claimed = await signUp(email, { orderToken: atCounter.trackingToken });

  expect(claimed.status).toBe(201);
  const list = await app.http.get('/api/orders').query({ email }).set(bearer(claimed.body.token));
  expect(list.body.map((row: { id: string }) => row.id)).toEqual([atCounter.order.id]);
});

test('a second claim is refused, and the order it names stays out of the account', async () => {
  const email = anEmail();
  const first = await anOrder(app, { customerEmail: email });
  const second = await anOrder(app, { customerEmail: email });
  const { body } = await signUp(email, { orderToken: first.trackingToken });
  const before = await stored(email);

  const again = await signUp(email, { orderToken: second.trackingToken, password: 'a second password' });

  expect(again.status).toBe(400);
  expect(again.body).toMatchObject(emailExists);
  expect(await stored(email)).toEqual(before);
  const list = await app.http.get('/api/orders').query({ email }).set(bearer(body.token));
  expect(list.body.map((row: { id: string }) => row.id)).toEqual([first.order.id]);
});

test('of two claims at once with different proofs one wins, and only its order is shown', async () => {
  const email = anEmail();
  const orders = [await anOrder(app, { customerEmail: email }), await anOrder(app, { customerEmail: email })];

  const responses = await Promise.all(orders.map(({ trackingToken }) => signUp(email, { orderToken: trackingToken })));

  expect(responses.map((response) => response.status).toSorted()).toEqual([201, 400]);
  const won = responses.findIndex((response) => response.status === 201);
  const list = await app.http.get('/api/orders').query({ email }).set(bearer(responses[won]?.body.token));
  expect(list.body.map((row: { id: string }) => row.id)).toEqual([orders[won]?.order.id]);
});

test('a blocked customer without a password cannot be claimed', async () => {
  const email = anEmail();
  const { customer, trackingToken } = await anOrder(app, { customerEmail: email });
  await app.deps.db.customer.update({ where: { id: customer.id }, data: { status: 'BLOCKED' } });
  const before = await stored(email);

  const response = await signUp(email, { orderToken: trackingToken });

  expect(response.status).toBe(400);
  expect(response.body).toMatchObject(emailExists);
  expect(await stored(email)).toEqual(before);
});

test('a tracking token brings its order into no account but the order’s own', async () => {
  const { order, trackingToken } = await anOrder(app);
  const email = anEmail();

  const response = await signUp(email, { orderToken: trackingToken });

  expect(response.status).toBe(201);
  const list = await app.http.get('/api/orders').query({ email }).set(bearer(response.body.token));
  const read = await app.http.get(`/api/orders/${order.id}`).set(bearer(response.body.token));
  expect(list.body).toEqual([]);
  expect(read.status).toBe(403);
});
