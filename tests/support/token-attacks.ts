import { generateKeyPairSync } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { forgeToken, tokenClaims, unsignedToken } from './forged-tokens.js';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
export const customerClaims = (id: number, changes: Record<string, unknown> = {}) =>
  tokenClaims(`customer:${id}`, changes);

/** Tokens of a customer that turn the header's choice of algorithm or key against the server. */
export const ALGORITHM_ATTACKS: Record<string, (id: number) => string> = {
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
    forgeToken({
      header: { alg: 'HS256', jku: 'http://127.0.0.1:1/keys' },
      claims: customerClaims(id),
      secret: 'attacker',
    }),
  'a key file': (id) =>
    forgeToken({ header: { alg: 'HS256', kid: '../../dev/null' }, claims: customerClaims(id), secret: '' }),
  'a wrong secret': (id) => forgeToken({ claims: customerClaims(id), secret: 'a'.repeat(40) }),
  'an empty secret': (id) => forgeToken({ claims: customerClaims(id), secret: '' }),
};

const now = () => Math.floor(Date.now() / 1000);
// The most a clock may be off is 60 seconds: past it a time claim counts.
const LEEWAY = 61;

/** Changes of the claims of a rightly signed token, each of which makes it worthless. */
export const BAD_CLAIMS: [string, () => Record<string, unknown>][] = [
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

/** Subjects that are nobody's, though one of them may look like customer `id`. */
export const BAD_SUBJECTS: ((id: number) => unknown)[] = [
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
