import type { Db } from '../../db/client.js';
import { adminNotFound, adminSelect } from './admin.store.js';
import type { AdminRow } from './admin.view.js';

/** The account with this username or e-mail, as the login would find it. Throws `user.not_found`. */
export async function findAdmin(db: Db, nameOrEmail: string): Promise<AdminRow> {
  const name = nameOrEmail.trim().toLowerCase();
  const where = { deletedAt: null };
  const row =
    (await db.adminUser.findFirst({ where: { ...where, email: name }, select: adminSelect })) ??
    (await db.adminUser.findFirst({ where: { ...where, username: name }, select: adminSelect }));
  if (!row) throw adminNotFound();
  return row;
}
