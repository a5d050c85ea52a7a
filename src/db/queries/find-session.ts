import type { Db } from '../client.js';
import { readerOf } from '../reading/reader.js';
import { text } from '../reading/values.js';

/** The data of the session with this id that has not ended, as JSON; null when there is none. */
export async function findSessionData(db: Db, id: string, now: Date): Promise<string | null> {
  const reader = readerOf(db);
  const [row] = await reader.all('SELECT data FROM sessions WHERE id = $1 AND expires_at > $2', [id, reader.time(now)]);
  return row ? text(row['data']) : null;
}

/** Whether there is an admin with this id, not deleted, whose sessions of this version are still good. */
export async function isAdminOfSession(db: Db, id: number, sessionVersion: number): Promise<boolean> {
  const rows = await readerOf(db).all(
    'SELECT 1 AS there FROM admin_users WHERE id = $1 AND session_version = $2 AND deleted_at IS NULL',
    [id, sessionVersion],
  );
  return rows.length > 0;
}
