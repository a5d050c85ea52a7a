import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anEmail, anOrderBody } from '../support/builders.js';
import { aCustomer, bearer } from '../support/clients.js';
import { encode, forgeToken, readToken } from '../support/forged-tokens.js';
import { ALGORITHM_ATTACKS, customerClaims } from '../support/token-attacks.js';
import { invalidToken } from '../support/told.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const me = (token: string) => app.http.get('/auth/me').set(bearer(token));
test('a token made by hand as the server makes them is accepted', async () => {
  const customer = await aCustomer(app);

  const response = await me(forgeToken({ claims: customerClaims(customer.id) }));

  // The control of every forgery below: they fail for their fault and not for being made here.
  expect(response.status).toBe(200);
  expect(response.body.id).toBe(customer.id);
});

test.each(Object.keys(ALGORITHM_ATTACKS))('a token with %s is refused', async (attack) => {
  const customer = await aCustomer(app);

  const response = await me(ALGORITHM_ATTACKS[attack]?.(customer.id) ?? '');

  expect(response.status).toBe(401);
  expect(response.headers['www-authenticate']).toBe('Bearer');
  expect(response.body).toEqual({ ...invalidToken, requestId: expect.any(String) });
});

test('a token whose claims were changed after signing is refused', async () => {
  const attacker = await aCustomer(app);
  const victim = await aCustomer(app);
  const [header, , signature] = attacker.token.split('.');
  const { claims } = readToken(attacker.token);

  const response = await me(`${header}.${encode({ ...claims, sub: `customer:${victim.id}` })}.${signature}`);

  expect(response.status).toBe(401);
  expect(response.body).toEqual({ ...invalidToken, requestId: expect.any(String) });
});

test('a forged token stores nothing where a guest could have, too', async () => {
  const customer = await aCustomer(app);
  const email = anEmail();

  const response = await app.http
    .post('/api/orders')
    .set(bearer(forgeToken({ claims: customerClaims(customer.id), secret: 'attacker' })))
    .send(anOrderBody({ customerEmail: email }));

  expect(response.status).toBe(401);
  expect(response.body).toMatchObject(invalidToken);
  expect(await app.deps.db.customer.findUnique({ where: { loginEmail: email } })).toBeNull();
});
