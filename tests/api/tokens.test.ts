import { generateKeyPairSync } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anEmail, anOrderBody } from '../support/builders.js';
import { aCustomer, bearer } from '../support/clients.js';
import { encode, forgeToken, readToken, tokenClaims, unsignedToken } from '../support/forged-tokens.js';
import { invalidToken } from '../support/told.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const me = (token: string) => app.http.get('/auth/me').set(bearer(token));
const customerClaims = (id: number, changes: Record<string, unknown> = {}) => tokenClaims(`customer:${id}`, changes);

const ALGORITHM_ATTACKS: Record<string, (id: number) => string> = {
  'alg none': (id) => unsignedToken({ alg: 'none', typ: 'JWT' }, customerClaims(id)),
  'alg None': (id) => unsignedToken({ alg: 'None' }, customerClaims(id)),
  'alg NONE': (id) => unsignedToken({ alg: 'NONE' }, customerClaims(id)),
  'alg nOnE': (id) => unsignedToken({ alg: 'nOnE' }, customerClaims(id)),
  'alg none without the last dot': (id) => unsignedToken({ alg: 'none' }, customerClaims(id)).slice(0, -1),
  'alg none, signed all the same': (id) => forgeToken({ header: { alg: 'none' }, claims: customerClaims(id) }),
  'no alg': (id) => forgeToken({ header: { typ: 'JWT' }, claims: customerClaims(id) }),
  'alg in lower case': (id) => forgeToken({ header: { alg: 'hs256' }, claims: customerClaims(id) }),
  'alg as a list': (id) => forgeToken({ header: { alg: ['HS256'] }, claims: customerClaims(id) }),
  HS384: (id) => forgeToken({ header: { alg: 'HS384' }, claims: customerClaims(id), hash: 'sha384' }),
  HS512: (id) => forgeToken({ header: { alg: 'HS512' }, claims: customerClaims(id), hash: 'sha512' }),
  RS256: (id) => jwt.sign(customerClaims(id), rsa.privateKey, { algorithm: 'RS256' }),
  'RS256, with the key in the header': (id) =>
    jwt.sign(customerClaims(id), rsa.privateKey, {
      algorithm: 'RS256',
      header: { alg: 'RS256', jwk: rsa.publicKey.export({ format: 'jwk' }) } as jwt.JwtHeader,
    }),
  'the header’s own key': (id) =>
    forgeToken({
      header: { alg: 'HS256', jwk: { kty: 'oct', k: Buffer.from('attacker').toString('base64url') } },
      claims: customerClaims(id),
      secret: 'attacker',
    }),
  'a key to fetch': (id) =>
    forgeToken({ header: { alg: 'HS256', jku: app.url }, claims: customerClaims(id), secret: 'attacker' }),
  'a key file': (id) =>
    forgeToken({ header: { alg: 'HS256', kid: '../../dev/null' }, claims: customerClaims(id), secret: '' }),
  'a wrong secret': (id) => forgeToken({ claims: customerClaims(id), secret: 'a'.repeat(40) }),
  'an empty secret': (id) => forgeToken({ claims: customerClaims(id), secret: '' }),
};
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });

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
  expect(await app.deps.db.customer.findUnique({ where: { email } })).toBeNull();
});
