import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder, anOrderBody } from '../support/builders.js';
import { aCustomer } from '../support/clients.js';
import { invalidToken, tokenRequired } from '../support/told.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const HEADERS: [string, (token: string) => string][] = [
  ['of the Basic scheme', () => `Basic ${Buffer.from('admin:admin').toString('base64')}`],
  ['of the Basic scheme around a token', (token) => `Basic ${token}`],
  ['that is a bare token', (token) => token],
  ['that is empty', () => ''],
  ['with an empty bearer', () => 'Bearer '],
  ['of the scheme alone', () => 'Bearer'],
  ['without a blank', (token) => `Bearer${token}`],
  ['with two tokens', (token) => `Bearer ${token} ${token}`],
  ['with two tokens and a comma', (token) => `Bearer ${token}, Bearer ${token}`],
  ['with a quoted token', (token) => `Bearer "${token}"`],
  ['with a part too many', (token) => `Bearer ${token}.x`],
  ['with a part too few', (token) => `Bearer ${token.split('.').slice(0, 2).join('.')}`],
  ['with dots alone', () => 'Bearer ..'],
  ['with 10 KB of token', () => `Bearer ${'x'.repeat(10_240)}`],
  ['with 10 KB after a token', (token) => `Bearer ${token}${'x'.repeat(10_240)}`],
  ['with JSON', () => 'Bearer {"sub":"customer:1"}'],
];

test.each(HEADERS)('an Authorization header %s is refused', async (_, header) => {
  const customer = await aCustomer(app);

  const response = await app.http.get('/auth/me').set('Authorization', header(customer.token));

  expect(response.status).toBe(401);
  expect(response.headers['www-authenticate']).toBe('Bearer');
  expect(response.body).toEqual({ ...invalidToken, requestId: expect.any(String) });
});

test('the scheme may be written in any case', async () => {
  const customer = await aCustomer(app);

  const response = await app.http.get('/auth/me').set('Authorization', `bEARER ${customer.token}`);

  expect(response.status).toBe(200);
});

test('without the header a token is asked for', async () => {
  const response = await app.http.get('/auth/me');

  expect(response.status).toBe(401);
  expect(response.headers['www-authenticate']).toBe('Bearer');
  expect(response.body).toEqual({ ...tokenRequired, requestId: expect.any(String) });
});

test('a token anywhere but in the header is ignored', async () => {
  const { token } = await aCustomer(app);

  const responses = [
    await app.http.get('/auth/me').query({ token, access_token: token, authorization: `Bearer ${token}` }),
    await app.http.get('/auth/me').set('Cookie', `token=${token}; session=${token}; Authorization=Bearer ${token}`),
    await app.http.get('/auth/me').set('X-Access-Token', token).set('Proxy-Authorization', `Bearer ${token}`),
    await app.http.put('/auth/me').send({ token, access_token: token, authorization: `Bearer ${token}`, name: 'X' }),
  ];

  for (const response of responses) {
    expect(response.status).toBe(401);
    expect(response.body).toEqual({ ...tokenRequired, requestId: expect.any(String) });
  }
});

test('a token in the body of an order makes nobody its owner', async () => {
  const customer = await aCustomer(app);
  const body = { token: customer.token, customerId: customer.id, ...anOrderBody() };

  const { order } = await anOrder(app, body);

  expect(order.customerId).not.toBe(customer.id);
});
