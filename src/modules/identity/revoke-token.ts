import type { Db } from '../../db/client.js';
import type { TokenClaims } from './tokens.js';

/** Ends one token at once, on every instance. Ending it twice is the same as once. */
export async function revokeToken(db: Db, claims: TokenClaims): Promise<void> {
  const row = { jti: claims.jti, expiresAt: claims.expiresAt };
  await db.revokedToken.upsert({ where: { jti: claims.jti }, create: row, update: {} });
}
