import type { Db } from '../../db/client.js';
import { isUniqueViolation } from '../../db/prisma-errors.js';
import type { TokenClaims } from './tokens.js';

/** Ends one token at once, on every instance. Ending it twice is the same as once. */
export async function revokeToken(db: Db, claims: TokenClaims): Promise<void> {
  try {
    await db.revokedToken.create({ data: { jti: claims.jti, expiresAt: claims.expiresAt }, select: { jti: true } });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
  }
}
