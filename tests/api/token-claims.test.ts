import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { aCustomer, aWorker, bearer } from '../support/clients.js';
import { forgeToken, readToken, tokenClaims } from '../support/forged-tokens.js';
import { BAD_CLAIMS, BAD_SUBJECTS } from '../support/token-attacks.js';
import { invalidToken } from '../support/told.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

test.each(BAD_CLAIMS)('a rightly signed token with %s is refused', async (_, changes) => {
  const customer = await aCustomer(app);

  const token = forgeToken({ claims: tokenClaims(`customer:${customer.id}`, changes()) });
  const response = await app.http.get('/auth/me').set(bearer(token));

  expect(response.status).toBe(401);
  expect(response.headers['www-authenticate']).toBe('Bearer');
  expect(response.body).toEqual({ ...invalidToken, requestId: expect.any(String) });
});

test.each(BAD_SUBJECTS.map((subject) => [String(JSON.stringify(subject(7))), subject] as const))(
  'a rightly signed token of %s is refused',
  async (_, subject) => {
    const customer = await aCustomer(app);

    const token = forgeToken({ claims: tokenClaims(subject(customer.id)) });
    const response = await app.http.get('/auth/me').set(bearer(token));

    expect(response.status).toBe(401);
    expect(response.body).toEqual({ ...invalidToken, requestId: expect.any(String) });
  },
);

test('a token says whose it is and until when, and nothing about the person', async () => {
  const customer = await aCustomer(app, { name: 'Canary Name', phone: '+919833333333' });
  const worker = await aWorker(app, 'EMPLOYEE');

  const ofCustomer = readToken(customer.token);
  const ofWorker = readToken(worker.token);

  expect(ofCustomer.header).toEqual({ alg: 'HS256', typ: 'JWT' });
  for (const [{ claims }, sub] of [
    [ofCustomer, `customer:${customer.id}`],
    [ofWorker, `worker:${worker.id}`],
  ] as const) {
    expect(Object.keys(claims).toSorted()).toEqual(['aud', 'auth_time', 'exp', 'iat', 'iss', 'jti', 'sub', 'ver']);
    expect(claims['sub']).toBe(sub);
    expect(JSON.stringify(claims)).not.toMatch(/Canary|9833333333|example\.com|Ravi/);
  }
});
