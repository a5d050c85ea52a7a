import type { Db } from '../../db/client.js';
import { readerOf } from '../../db/statements/reader.js';

/** Whether there is an admin with this id, not deleted, whose sessions of this version are still good. */
export async function isAdminOfSession(db: Db, id: number, sessionVersion: number): Promise<boolean> {
  const rows = await readerOf(db).all(
    'SELECT 1 AS there FROM admin_users WHERE id = $1 AND session_version = $2 AND deleted_at IS NULL',
    [id, sessionVersion],
  );
  return rows.length > 0;
}
