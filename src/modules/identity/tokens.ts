import { createSecretKey, type KeyObject, randomUUID } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { z } from 'zod';
import type { Clock } from '../../shared/clock.js';

const ISSUER = 'fabclean';
const AUDIENCE = 'fabclean-api';
const LEEWAY_SECONDS = 30;
const LARGEST_ID = 2_147_483_647;

/** Whose token it is. Customers and workers have ids of their own: 7 may be both. */
export type Principal = { type: 'customer' | 'worker'; id: number };

/** What a verified token says: whose it is, of which token version, its own id and its end. */
export type TokenClaims = { principal: Principal; version: number; jti: string; expiresAt: Date };

export type Tokens = {
  issue(principal: Principal, version: number): string;
  /** The claims of a token this server signed and that has not expired; null for anything else. Revocation is the caller's to check. */
  verify(token: string): TokenClaims | null;
};

const payload = z.object({
  sub: z.string().regex(/^(customer|worker):[1-9]\d{0,9}$/),
  ver: z.int().min(0),
  jti: z.uuid(),
  iat: z.int(),
  exp: z.int(),
});

/** JWTs (RFC 7519) signed with HS256. The first secret signs, every one of them verifies, so that secrets can be rotated. */
export function createTokens(options: { secrets: string[]; ttlSeconds: number; clock: Clock }): Tokens {
  // As keys, made once: given text, jsonwebtoken tries to read a public key in it at every call, which costs more than the signature.
  const keys = options.secrets.map((secret) => createSecretKey(secret, 'utf8'));
  const [signingKey] = keys;
  if (!signingKey) throw new Error('there is no secret to sign tokens with');
  const nowSeconds = () => Math.floor(options.clock.now().getTime() / 1000);
  return {
    issue: (principal, version) => {
      const iat = nowSeconds();
      const claims = {
        sub: `${principal.type}:${principal.id}`,
        ver: version,
        jti: randomUUID(),
        iat,
        exp: iat + options.ttlSeconds,
      };
      return jwt.sign({ ...claims, iss: ISSUER, aud: AUDIENCE }, signingKey, { algorithm: 'HS256' });
    },
    verify: (token) => {
      for (const key of keys) {
        const claims = readClaims(token, key, nowSeconds(), options.ttlSeconds);
        if (claims) return claims;
      }
      return null;
    },
  };
}

function readClaims(token: string, key: KeyObject, now: number, ttlSeconds: number): TokenClaims | null {
  try {
    const verified = jwt.verify(token, key, {
      algorithms: ['HS256'],
      issuer: ISSUER,
      audience: AUDIENCE,
      clockTimestamp: now,
      clockTolerance: LEEWAY_SECONDS,
    });
    const { sub, ver, jti, iat, exp } = payload.parse(verified);
    // jsonwebtoken believes any `iat` and any `exp` that lies ahead.
    if (iat > now + LEEWAY_SECONDS || exp > iat + ttlSeconds) return null;
    const [type, id] = sub.split(':') as ['customer' | 'worker', string];
    if (Number(id) > LARGEST_ID) return null;
    return { principal: { type, id: Number(id) }, version: ver, jti, expiresAt: new Date(exp * 1000) };
  } catch {
    // Whatever is wrong with it, the caller learns the same.
    return null;
  }
}
