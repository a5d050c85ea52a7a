import type { Db, Tx } from '../../db/client.js';
import { AppError } from '../../shared/app-error.js';
import type { ErrorCode } from '../../shared/error-catalogue.js';
import type { AdminRow } from './admin.view.js';
import { isAdminOfSession } from './admin-of-session.sql.js';

export const adminSelect = { id: true, name: true, email: true, username: true, createdAt: true } as const;

/** Whether this admin's sessions of this version are still good. */
export function isSessionGood(db: Db, id: number, sessionVersion: number): Promise<boolean> {
  return isAdminOfSession(db, id, sessionVersion);
}

/** The account, unless it was deleted. Throws `user.not_found`. */
export async function getAdmin(db: Db | Tx, id: number): Promise<AdminRow> {
  const row = await db.adminUser.findFirst({ where: { id, deletedAt: null }, select: adminSelect });
  if (!row) throw adminNotFound();
  return row;
}

/**
 * Throws `user.email_taken` or `user.username_taken` when another account has one of these. Somebody may take it a moment later: the
 * unique keys decide, and the transaction that they refuse comes here again.
 */
export async function refuseTaken(
  tx: Tx,
  wanted: { email?: string | undefined; username?: string | undefined },
  exceptId: number,
): Promise<void> {
  const { email, username } = wanted;
  const others = { id: { not: exceptId } };
  if (email !== undefined && (await tx.adminUser.findFirst({ where: { email, ...others }, select: { id: true } }))) {
    throw taken('user.email_taken', 'Email exists', 'email');
  }
  if (
    username !== undefined &&
    (await tx.adminUser.findFirst({ where: { username, ...others }, select: { id: true } }))
  ) {
    throw taken('user.username_taken', 'Username exists', 'username');
  }
}

export function adminNotFound(): AppError {
  return new AppError('notFound', 'user.not_found', 'User not found');
}

function taken(code: ErrorCode, sentence: string, path: string): AppError {
  return new AppError('invalid', code, sentence, { details: [{ path, message: 'belongs to another account' }] });
}
