import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anEmail, anOrder } from '../support/builders.js';
import { aCustomer, aWorker, bearer, PASSWORD } from '../support/clients.js';
import { invalidCredentials, refusal } from '../support/told.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const logIn = (email: unknown, password: unknown) => app.http.post('/auth/login').send({ email, password });

test('the right password answers a token and the customer, the e-mail in any spelling', async () => {
  const customer = await aCustomer(app);

  const response = await logIn(` ${customer.email.toUpperCase()} `, PASSWORD);

  expect(response.status).toBe(200);
  expect(Object.keys(response.body).toSorted()).toEqual(['customer', 'expiresAt', 'token']);
  expect(response.body.customer).toEqual({
    id: customer.id,
    name: 'Meera Iyer',
    email: customer.email,
    phone: '+919800000002',
    createdAt: expect.any(String),
  });
  expect((await app.http.get('/auth/me').set(bearer(response.body.token))).status).toBe(200);
});

test('every refused login looks the same, whatever is wrong with it', async () => {
  const [wrong, blocked, deleted] = [await aCustomer(app), await aCustomer(app), await aCustomer(app)];
  const { order } = await anOrder(app);
  const worker = await aWorker(app, 'EMPLOYEE');
  await app.deps.db.customer.update({ where: { id: blocked.id }, data: { status: 'BLOCKED' } });
  await app.deps.db.customer.update({ where: { id: deleted.id }, data: { deletedAt: new Date() } });

  const refusals = {
    unknown: refusal(await logIn(anEmail(), PASSWORD)),
    'wrong password': refusal(await logIn(wrong.email, `${PASSWORD}x`)),
    'password with a blank more': refusal(await logIn(wrong.email, `${PASSWORD} `)),
    'without a password': refusal(await logIn(order.customerEmail, PASSWORD)),
    blocked: refusal(await logIn(blocked.email, PASSWORD)),
    'blocked, wrong password': refusal(await logIn(blocked.email, 'wrong password')),
    deleted: refusal(await logIn(deleted.email, PASSWORD)),
    'a worker’s': refusal(await logIn(worker.email, PASSWORD)),
    'no e-mail at all': refusal(await logIn('nobody', PASSWORD)),
    'too long': refusal(await logIn(wrong.email, 'x'.repeat(5_000))),
  };

  for (const [reason, told] of Object.entries(refusals)) {
    expect(told, reason).toEqual({
      status: 401,
      body: invalidCredentials,
      headers: {
        'www-authenticate': 'Bearer',
        'cache-control': 'no-store',
        'content-type': 'application/json; charset=utf-8',
        'set-cookie': undefined,
      },
      hasRequestId: true,
    });
  }
});

test('a password of 72 bytes is not matched by a longer one that starts with it', async () => {
  const longest = '😀'.repeat(18);
  const customer = await aCustomer(app, { password: longest });

  const longer = await logIn(customer.email, `${longest}x`);
  const exact = await logIn(customer.email, longest);

  expect(longer.status).toBe(401);
  expect(longer.body).toMatchObject(invalidCredentials);
  expect(exact.status).toBe(200);
});

test('blanks at the ends of a password count', async () => {
  const customer = await aCustomer(app, { password: ' blanks at both ends ' });

  const trimmed = await logIn(customer.email, 'blanks at both ends');
  const exact = await logIn(customer.email, ' blanks at both ends ');

  expect(trimmed.status).toBe(401);
  expect(exact.status).toBe(200);
});

test.each([
  ['nothing', {}, ['email', 'password']],
  ['nulls', { email: null, password: null }, ['email', 'password']],
  ['an empty e-mail', { email: '', password: 'x' }, ['email']],
  ['an empty password', { email: 'a@example.com', password: '' }, ['password']],
])('a login with %s is told which fields are missing', async (_, body, paths) => {
  const response = await app.http.post('/auth/login').send(body);

  expect(response.status).toBe(400);
  expect(response.body.error).toBe('Missing fields');
  expect(response.body.details.map((detail: { path: string }) => detail.path)).toEqual(paths);
});

test.each([
  ['a form', 'application/x-www-form-urlencoded', 'email=a%40example.com&password=x'],
  ['text', 'text/plain', '{"email":"a@example.com","password":"x"}'],
  ['broken JSON', 'application/json', '{"email":'],
])('a login sent as %s is answered Expected JSON', async (_, type, body) => {
  const response = await app.http.post('/auth/login').set('Content-Type', type).send(body);

  expect(response.status).toBe(400);
  expect(response.body.error).toBe('Expected JSON');
});

test.each([
  { email: { contains: '@' }, password: 'x' },
  { email: ['a@example.com'], password: 'x' },
  { email: 'a@example.com', password: { not: 'x' } },
])('objects and lists where text belongs are refused: %j', async (body) => {
  const response = await app.http.post('/auth/login').send(body);

  expect(response.status).toBe(400);
  expect(response.body.error).toMatch(/^Invalid fields: ./);
});
