import type { Db } from '../../db/client.js';
import { isSqlite } from '../../db/is-sqlite.js';

/**
 * Lets PostgreSQL look at its tables after many rows came at once, which its own daemon would do a minute later. SQLite is given no
 * statistics: every statement is planned without, and a column that is nearly always empty would mislead it into reading a whole table.
 */
export async function gatherStatistics(db: Db): Promise<void> {
  if (!isSqlite(db)) await db.$executeRaw`ANALYZE`;
}
