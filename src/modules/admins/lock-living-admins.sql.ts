import type { Tx } from '../../db/client.js';
import { isSqlite } from '../../db/is-sqlite.js';

/**
 * Holds all admins who are not deleted until the transaction ends, one after the other by id, so that two who do so wait for each
 * other and never crosswise. Nothing happens on SQLite, where one transaction runs at a time.
 */
export async function lockLivingAdmins(tx: Tx): Promise<void> {
  if (isSqlite(tx)) return;
  await tx.$queryRaw`SELECT id FROM admin_users WHERE deleted_at IS NULL ORDER BY id FOR NO KEY UPDATE`;
}
