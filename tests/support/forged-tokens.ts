import { createHmac, randomUUID } from 'node:crypto';
import { testConfig } from './test-config.js';

const SECRET = testConfig('').tokenSecrets[0] ?? '';

type Forgery = { header?: object; claims?: Record<string, unknown>; secret?: string; hash?: string };

/** The claims of a token that the server itself might have issued a moment ago. Undefined in `changes` leaves a claim out. */
export function tokenClaims(sub: unknown, changes: Record<string, unknown> = {}): Record<string, unknown> {
  const iat = Math.floor(Date.now() / 1000);
  return { sub, ver: 0, jti: randomUUID(), iat, exp: iat + 3_600, iss: 'fabclean', aud: 'fabclean-api', ...changes };
}

/** A token put together by hand, so that no library refuses to write the bad ones. Signed as the server would unless told otherwise. */
export function forgeToken({ header = { alg: 'HS256', typ: 'JWT' }, claims, secret = SECRET, hash }: Forgery): string {
  const signed = `${encode(header)}.${encode(claims ?? {})}`;
  return `${signed}.${createHmac(hash ?? 'sha256', secret)
    .update(signed)
    .digest('base64url')}`;
}

/** The same with an empty signature, as `alg: none` wants it. */
export function unsignedToken(header: object, claims: Record<string, unknown>): string {
  return `${encode(header)}.${encode(claims)}.`;
}

/** What a token says, read without checking its signature. */
export function readToken(token: string): { header: Record<string, unknown>; claims: Record<string, unknown> } {
  const [header, claims] = token.split('.');
  return { header: decode(header), claims: decode(claims) };
}

export function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

function decode(part = ''): Record<string, unknown> {
  return JSON.parse(Buffer.from(part, 'base64url').toString());
}
