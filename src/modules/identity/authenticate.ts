import type { Db } from '../../db/client.js';
import { AppError } from '../../shared/app-error.js';
import type { Actor } from './actor.js';
import { findCustomerOfToken, findWorkerOfToken } from './find-token-account.sql.js';
import type { TokenClaims, Tokens } from './tokens.js';

/** A caller known by a token, with the token itself, so that logging out can end it. */
export type Authenticated = { actor: Actor; claims: TokenClaims };

type Account = { type: 'customer' | 'employee' | 'worker'; tokenVersion: number; isRevoked: boolean };

/**
 * Who a bearer token belongs to, as the database knows the account at this moment: a changed password, a block, a deletion or
 * another role counts from the next request on. Throws `unauthenticated` for a bad, expired or revoked token.
 */
export async function authenticateToken(deps: { db: Db; tokens: Tokens }, token: string): Promise<Authenticated> {
  const claims = deps.tokens.verify(token);
  if (!claims) throw refused();
  const account = await findAccount(deps.db, claims);
  if (!account || account.isRevoked || account.tokenVersion !== claims.version) throw refused();
  return { actor: { type: account.type, id: claims.principal.id }, claims };
}

async function findAccount(db: Db, { principal: { type, id }, jti }: TokenClaims): Promise<Account | null> {
  if (type === 'customer') {
    const customer = await findCustomerOfToken(db, id, jti);
    return customer && { type, ...customer };
  }
  const worker = await findWorkerOfToken(db, id, jti);
  return worker && { ...worker, type: worker.role === 'EMPLOYEE' ? 'employee' : 'worker' };
}

function refused(): AppError {
  return new AppError('unauthenticated', 'auth.invalid_token', 'Invalid or expired token');
}
