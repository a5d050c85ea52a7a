import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { aCustomer, bearer, PASSWORD } from '../support/clients.js';
import { INVALID_SENTENCE } from '../support/error-shape.js';
import { invalidCredentials, invalidToken } from '../support/told.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const NEXT = 'a better password';
const me = (token: string) => app.http.get('/auth/me').set(bearer(token));
const logIn = (email: string, password: string) => app.http.post('/auth/login').send({ email, password });
const change = (token: string, body: object) => app.http.post('/auth/change-password').set(bearer(token)).send(body);

test('a new password ends every older token and the old password, and the answer carries a token that works', async () => {
  const customer = await aCustomer(app);
  const elsewhere = (await logIn(customer.email, PASSWORD)).body.token;
  const bystander = await aCustomer(app);

  const response = await change(customer.token, { current_password: PASSWORD, new_password: NEXT });

  expect(response.status).toBe(200);
  expect(response.body).toMatchObject({ id: customer.id, email: customer.email, token: expect.any(String) });
  for (const old of [customer.token, elsewhere]) {
    const refused = await me(old);
    expect(refused.status).toBe(401);
    expect(refused.body).toMatchObject(invalidToken);
  }
  expect((await me(response.body.token)).status).toBe(200);
  expect((await logIn(customer.email, PASSWORD)).status).toBe(401);
  expect((await logIn(customer.email, NEXT)).status).toBe(200);
  expect((await me(bystander.token)).status).toBe(200);
});

test('a wrong current password changes nothing and ends no token', async () => {
  const customer = await aCustomer(app);

  const response = await change(customer.token, { current_password: `${PASSWORD} `, new_password: NEXT });

  expect(response.status).toBe(401);
  expect(response.body).toEqual({ ...invalidCredentials, requestId: expect.any(String) });
  expect((await me(customer.token)).status).toBe(200);
  expect((await logIn(customer.email, NEXT)).status).toBe(401);
  expect((await logIn(customer.email, PASSWORD)).status).toBe(200);
});

test('camelCase spellings are accepted, and the documented spelling wins', async () => {
  const customer = await aCustomer(app);

  const first = await change(customer.token, { currentPassword: PASSWORD, newPassword: NEXT });
  const second = await change(first.body.token, {
    current_password: NEXT,
    currentPassword: 'not this one',
    new_password: 'the third password',
    newPassword: 'nor this one',
  });

  expect(first.status).toBe(200);
  expect(second.status).toBe(200);
  expect((await logIn(customer.email, 'the third password')).status).toBe(200);
});

test.each([
  ['nothing', {}, 'Missing fields', ['current_password', 'new_password']],
  ['nulls', { current_password: null, new_password: null }, 'Missing fields', ['current_password', 'new_password']],
  ['a blank new password', { current_password: PASSWORD, new_password: '         ' }, 'Missing fields', null],
  ['a short new password', { current_password: PASSWORD, new_password: 'seven77' }, INVALID_SENTENCE, null],
  ['73 bytes', { current_password: PASSWORD, new_password: 'x'.repeat(73) }, INVALID_SENTENCE, null],
])('a change with %s is refused and changes nothing', async (_, body, error, paths) => {
  const customer = await aCustomer(app);

  const response = await change(customer.token, body);

  expect(response.status).toBe(400);
  expect(response.body.error).toEqual(error);
  const named = new Set(response.body.details.map((detail: { path: string }) => detail.path));
  expect(named).toEqual(new Set(paths ?? ['new_password']));
  expect((await me(customer.token)).status).toBe(200);
  expect((await logIn(customer.email, PASSWORD)).status).toBe(200);
});

test('of several changes at once exactly one wins, and only its password and token work', async () => {
  const customer = await aCustomer(app);
  const passwords = ['first new password', 'second new password', 'third new password'];

  const responses = await Promise.all(
    passwords.map((next) => change(customer.token, { current_password: PASSWORD, new_password: next })),
  );

  expect(responses.map((response) => response.status).toSorted()).toEqual([200, 401, 401]);
  const won = responses.findIndex((response) => response.status === 200);
  expect((await me(responses[won]?.body.token)).status).toBe(200);
  for (const [index, password] of passwords.entries()) {
    expect((await logIn(customer.email, password)).status).toBe(index === won ? 200 : 401);
  }
});
