import jwt from 'jsonwebtoken';
import { beforeEach, expect, test } from 'vitest';
import { createTokens, type Principal } from '../../../src/modules/identity/tokens.js';

const NEW = 'the secret that signs from now on, for tests';
const OLD = 'the secret that signed until now, for tests!';
const START = Date.UTC(2026, 0, 1);
const TTL = 3_600;
let now = START;
beforeEach(() => {
  now = START;
});
const clock = { now: () => new Date(now) };
const tokens = createTokens({ secrets: [NEW, OLD], ttlSeconds: TTL, renewalSeconds: 4 * TTL, clock });
const worker: Principal = { type: 'worker', id: 12 };

test('a token says whose it is, of which version, and when it ends', () => {
  const claims = tokens.verify(tokens.issue(worker, 3).token);

  expect(claims).toEqual({
    principal: worker,
    version: 3,
    jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
    loggedInAt: new Date(START),
    expiresAt: new Date(START + TTL * 1_000),
  });
});

test('it is good to its end and half a minute more, and not before it was made', () => {
  const token = tokens.issue(worker, 0).token;

  const goodAt = (seconds: number) => {
    now = START + seconds * 1_000;
    return tokens.verify(token) !== null;
  };
  expect([-31, -30, 0, TTL, TTL + 29, TTL + 30].map(goodAt)).toEqual([false, true, true, true, true, false]);
});

test('the first secret signs and every one verifies; without any there is no start', () => {
  const old = createTokens({ secrets: [OLD], ttlSeconds: TTL, renewalSeconds: 4 * TTL, clock });

  expect(tokens.verify(old.issue(worker, 0).token)?.principal).toEqual(worker);
  expect(old.verify(tokens.issue(worker, 0).token)).toBeNull();
  expect(() => createTokens({ secrets: [], ttlSeconds: TTL, renewalSeconds: 4 * TTL, clock })).toThrow(
    'there is no secret to sign tokens with',
  );
});

const claims = (changes: object = {}) => ({
  sub: 'customer:7',
  ver: 0,
  jti: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
  iat: START / 1_000,
  exp: START / 1_000 + TTL,
  iss: 'fabclean',
  aud: 'fabclean-api',
  ...changes,
});
const signed = (changes: object, algorithm: jwt.Algorithm = 'HS256') => jwt.sign(claims(changes), NEW, { algorithm });

test('what this server would have made is taken', () => {
  expect(tokens.verify(signed({}))?.principal).toEqual({ type: 'customer', id: 7 });
  expect(tokens.verify(signed({ sub: 'customer:2147483647' }))?.principal.id).toBe(2_147_483_647);
});

test.each<[string, object]>([
  ['another issuer', { iss: 'fabclean2' }],
  ['another audience', { aud: 'fabclean' }],
  ['an admin', { sub: 'admin:7' }],
  ['number zero', { sub: 'customer:0' }],
  ['a number too large', { sub: 'customer:2147483648' }],
  ['a number of eleven digits', { sub: 'customer:10000000000' }],
  ['something before', { sub: 'a customer:7' }],
  ['something behind', { sub: 'customer:7 ' }],
  ['a version below zero', { ver: -1 }],
  ['a version in parts', { ver: 0.5 }],
  ['an id that is none', { jti: '7' }],
  ['a life longer than ours', { exp: START / 1_000 + TTL + 1 }],
  ['a beginning to come', { iat: START / 1_000 + 31 }],
  ['a beginning in parts', { iat: START / 1_000 - 0.5 }],
])('a rightly signed token of %s is refused', (_, changes) => {
  expect(tokens.verify(signed(changes))).toBeNull();
});

test('a token of another algorithm or secret, or none at all, is refused', () => {
  const foreign = jwt.sign(claims(), 'a secret that nobody here has, for the tests');
  const unsigned = jwt.sign(claims(), '', { algorithm: 'none' });

  for (const token of [signed({}, 'HS384'), signed({}, 'HS512'), foreign, unsigned, '', 'x.y.z']) {
    expect(tokens.verify(token)).toBeNull();
  }
});
