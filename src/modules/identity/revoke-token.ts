import type { Db } from '../../db/client.js';
import { isUniqueViolation } from '../../db/prisma-errors.js';
import type { TokenClaims } from './tokens.js';

/** Longer than the leeway that expired tokens are given. */
const KEPT_AFTER_EXPIRY_MS = 120_000;

/** Ends one token at once, on every instance. Ending it twice is the same as once. */
export async function revokeToken(db: Db, claims: TokenClaims, now: Date): Promise<void> {
  try {
    await db.revokedToken.create({ data: { jti: claims.jti, expiresAt: claims.expiresAt }, select: { jti: true } });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
  }
  // An expired token is refused for being expired: its row has done its work.
  await db.revokedToken.deleteMany({ where: { expiresAt: { lt: new Date(now.getTime() - KEPT_AFTER_EXPIRY_MS) } } });
}
