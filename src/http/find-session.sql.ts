import type { Db } from '../db/client.js';
import { readerOf } from '../db/statements/reader.js';
import { text } from '../db/statements/values.js';

/** The data of the session with this id that has not ended, as JSON; null when there is none. */
export async function findSessionData(db: Db, id: string, now: Date): Promise<string | null> {
  const reader = readerOf(db);
  const [row] = await reader.all('SELECT data FROM sessions WHERE id = $1 AND expires_at > $2', [id, reader.time(now)]);
  return row ? text(row['data']) : null;
}
