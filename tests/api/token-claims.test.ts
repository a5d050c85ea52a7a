import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { aCustomer, aWorker, bearer } from '../support/clients.js';
import { forgeToken, readToken, tokenClaims } from '../support/forged-tokens.js';
import { invalidToken } from '../support/told.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const now = () => Math.floor(Date.now() / 1000);
// The most a clock may be off is 60 seconds: past it a time claim counts.
const LEEWAY = 61;

const CLAIMS: [string, () => Record<string, unknown>][] = [
  ['no exp', () => ({ exp: undefined })],
  ['an exp that has passed', () => ({ exp: now() - LEEWAY })],
  ['exp 0', () => ({ exp: 0 })],
  ['a negative exp', () => ({ exp: -1 })],
  ['exp as text', () => ({ exp: String(now() + 3_600) })],
  ['exp null', () => ({ exp: null })],
  ['a broken exp', () => ({ exp: now() + 3_600.5 })],
  ['an exp no date can hold', () => ({ exp: Number.MAX_SAFE_INTEGER })],
  ['no iat', () => ({ iat: undefined })],
  ['an iat in the future', () => ({ iat: now() + LEEWAY })],
  ['iat as text', () => ({ iat: String(now()) })],
  ['an nbf in the future', () => ({ nbf: now() + LEEWAY })],
  ['nbf as text', () => ({ nbf: String(now()) })],
  ['another issuer', () => ({ iss: 'somebody' })],
  ['no issuer', () => ({ iss: undefined })],
  ['another audience', () => ({ aud: 'fabclean-admin' })],
  ['no audience', () => ({ aud: undefined })],
  ['ver as text', () => ({ ver: '0' })],
  ['a negative ver', () => ({ ver: -1 })],
  ['a broken ver', () => ({ ver: 0.5 })],
  ['an older or newer ver', () => ({ ver: 1 })],
  ['no ver', () => ({ ver: undefined })],
  ['no jti', () => ({ jti: undefined })],
  ['a jti of another form', () => ({ jti: 'x' })],
];

test.each(CLAIMS)('a rightly signed token with %s is refused', async (_, changes) => {
  const customer = await aCustomer(app);

  const token = forgeToken({ claims: tokenClaims(`customer:${customer.id}`, changes()) });
  const response = await app.http.get('/auth/me').set(bearer(token));

  expect(response.status).toBe(401);
  expect(response.headers['www-authenticate']).toBe('Bearer');
  expect(response.body).toEqual({ ...invalidToken, requestId: expect.any(String) });
});

const SUBJECTS: ((id: number) => unknown)[] = [
  (id) => id,
  (id) => `${id}`,
  (id) => `admin:${id}`,
  (id) => `employee:${id}`,
  (id) => `CUSTOMER:${id}`,
  (id) => `customer:0${id}`,
  (id) => `customer:${id}:1`,
  (id) => `customer:${id}\n`,
  (id) => ` customer:${id}`,
  (id) => [`customer:${id}`],
  () => 'customer:0',
  () => 'customer:-1',
  () => 'customer:1e3',
  () => 'customer:',
  () => 'anonymous',
  () => null,
  () => undefined,
  () => 'customer:987654',
  // Past what the database's 32-bit ids can hold: still a refusal, never a failure.
  () => 'customer:2147483648',
  () => 'customer:9999999999',
  () => 'worker:9999999999',
];

test.each(SUBJECTS.map((subject) => [String(JSON.stringify(subject(7))), subject] as const))(
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
    expect(Object.keys(claims).toSorted()).toEqual(['aud', 'exp', 'iat', 'iss', 'jti', 'sub', 'ver']);
    expect(claims['sub']).toBe(sub);
    expect(JSON.stringify(claims)).not.toMatch(/Canary|9833333333|example\.com|Ravi/);
  }
});
