import { createSecretKey, type KeyObject, randomUUID } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { z } from 'zod';
import type { Clock } from '../../shared/clock.js';
import { fingerprint } from '../../shared/ids.js';

const ISSUER = 'fabclean';
const AUDIENCE = 'fabclean-api';
const LEEWAY_SECONDS = 30;
const LARGEST_ID = 2_147_483_647;

/** Whose token it is. Customers and workers have ids of their own: 7 may be both. */
export type Principal = { type: 'customer' | 'worker'; id: number };

/** What a verified token says: whose it is, of which token version, its own id, when its owner logged in, and its end. */
export type TokenClaims = { principal: Principal; version: number; jti: string; loggedInAt: Date; expiresAt: Date };

/** A token with its end, an RFC 3339 time in UTC, as logins answer it. */
export type IssuedToken = { token: string; expiresAt: string };

export type Tokens = {
  /** A token of a login of this moment, or of the login that `loggedInAt` names: then it ends with that login at the latest. */
  issue(principal: Principal, version: number, loggedInAt?: Date): IssuedToken;
  /** The claims of a token this server signed and that has not expired; null for anything else. Revocation is the caller's to check. */
  verify(token: string): TokenClaims | null;
};

type Signed = { iat: number; claims: TokenClaims };

const MOST_REMEMBERED = 10_000;

// A `nbf` is in no token of ours, and would be one more time to look at again.
const payload = z.object({
  sub: z.string().regex(/^(customer|worker):[1-9]\d{0,9}$/),
  ver: z.int().min(0),
  jti: z.uuid(),
  iat: z.int(),
  // OpenID Connect Core 1.0, section 2: when the person authenticated. Tokens of older builds are from a login and have none.
  auth_time: z.int().optional(),
  exp: z.int(),
  nbf: z.undefined().optional(),
});

/** JWTs (RFC 7519) signed with HS256. The first secret signs, every one of them verifies, so that secrets can be rotated. */
export function createTokens(options: {
  secrets: string[];
  ttlSeconds: number;
  /** How long after a login its tokens may be renewed. */
  renewalSeconds: number;
  clock: Clock;
}): Tokens {
  // As keys, made once: given text, jsonwebtoken tries to read a public key in it at every call, which costs more than the signature.
  const keys = options.secrets.map((secret) => createSecretKey(secret, 'utf8'));
  const [signingKey] = keys;
  if (!signingKey) throw new Error('there is no secret to sign tokens with');
  // Good signatures by fingerprint of the token, which never turn bad: finding one again took an eighth of the time of reading an order.
  const good = new Map<string, Signed>();
  const nowSeconds = () => Math.floor(options.clock.now().getTime() / 1000);
  return {
    issue: (principal, version, loggedInAt) => {
      const iat = nowSeconds();
      const authTime = loggedInAt ? Math.floor(loggedInAt.getTime() / 1000) : iat;
      const latest = loggedInAt ? authTime + options.renewalSeconds : Number.POSITIVE_INFINITY;
      const exp = Math.min(iat + options.ttlSeconds, latest);
      const claims = {
        sub: `${principal.type}:${principal.id}`,
        ver: version,
        jti: randomUUID(),
        iat,
        auth_time: authTime,
        exp,
      };
      const token = jwt.sign({ ...claims, iss: ISSUER, aud: AUDIENCE }, signingKey, { algorithm: 'HS256' });
      return { token, expiresAt: new Date(exp * 1000).toISOString() };
    },
    verify: (token) => {
      const now = nowSeconds();
      const name = fingerprint(token);
      const known = good.get(name);
      if (known) return isDue(known, now) ? known.claims : null;
      for (const key of keys) {
        const signed = readClaims(token, key, now, options.ttlSeconds);
        if (!signed) continue;
        if (good.size >= MOST_REMEMBERED) good.clear();
        good.set(name, signed);
        return signed.claims;
      }
      return null;
    },
  };
}

/** Whether the time of a token has come and is not over; everything else about it never changes. */
function isDue({ iat, claims }: Signed, now: number): boolean {
  return iat <= now + LEEWAY_SECONDS && now < claims.expiresAt.getTime() / 1000 + LEEWAY_SECONDS;
}

function readClaims(token: string, key: KeyObject, now: number, ttlSeconds: number): Signed | null {
  try {
    const verified = jwt.verify(token, key, {
      algorithms: ['HS256'],
      issuer: ISSUER,
      audience: AUDIENCE,
      clockTimestamp: now,
      clockTolerance: LEEWAY_SECONDS,
    });
    const { sub, ver, jti, iat, auth_time: authTime = iat, exp } = payload.parse(verified);
    // jsonwebtoken believes any `exp` that lies ahead.
    if (exp > iat + ttlSeconds) return null;
    const [type, id] = sub.split(':') as ['customer' | 'worker', string];
    if (Number(id) > LARGEST_ID) return null;
    const principal = { type, id: Number(id) };
    const times = { loggedInAt: new Date(authTime * 1000), expiresAt: new Date(exp * 1000) };
    const signed = { iat, claims: { principal, version: ver, jti, ...times } };
    // And any `iat`.
    return isDue(signed, now) ? signed : null;
  } catch {
    // Whatever is wrong with it, the caller learns the same.
    return null;
  }
}
