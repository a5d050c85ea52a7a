import type { Db } from '../../db/client.js';
import { AppError } from '../../shared/app-error.js';
import type { Actor } from './actor.js';
import type { Principal, TokenClaims, Tokens } from './tokens.js';

/** A caller known by a token, with the token itself, so that logging out can end it. */
export type Authenticated = { actor: Actor; claims: TokenClaims };

type Account = { type: 'customer' | 'employee' | 'worker'; tokenVersion: number };

/**
 * Who a bearer token belongs to, as the database knows the account at this moment: a changed password, a block, a deletion or
 * another role counts from the next request on. Throws `unauthenticated` for a bad, expired or revoked token.
 */
export async function authenticateToken(deps: { db: Db; tokens: Tokens }, token: string): Promise<Authenticated> {
  const claims = deps.tokens.verify(token);
  if (!claims) throw refused();
  const [account, revoked] = await Promise.all([
    findAccount(deps.db, claims.principal),
    deps.db.revokedToken.findUnique({ where: { jti: claims.jti }, select: { jti: true } }),
  ]);
  if (!account || revoked || account.tokenVersion !== claims.version) throw refused();
  return { actor: { type: account.type, id: claims.principal.id }, claims };
}

async function findAccount(db: Db, principal: Principal): Promise<Account | null> {
  return principal.type === 'customer' ? findCustomer(db, principal.id) : findWorker(db, principal.id);
}

async function findCustomer(db: Db, id: number): Promise<Account | null> {
  const where = { id, status: 'ACTIVE', deletedAt: null, passwordHash: { not: null } } as const;
  const row = await db.customer.findFirst({ where, select: { tokenVersion: true } });
  return row && { type: 'customer', tokenVersion: row.tokenVersion };
}

async function findWorker(db: Db, id: number): Promise<Account | null> {
  const where = { id, active: true, deletedAt: null };
  const row = await db.worker.findFirst({ where, select: { tokenVersion: true, role: true } });
  return row && { type: row.role === 'EMPLOYEE' ? 'employee' : 'worker', tokenVersion: row.tokenVersion };
}

function refused(): AppError {
  return new AppError('unauthenticated', 'auth.invalid_token', 'Invalid or expired token');
}
