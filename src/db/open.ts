import type { Db } from './client.js';
import type { DbOptions } from './db-options.js';
import { engineOf } from './engine.js';
import { openPostgresql } from './postgresql/open-postgresql.js';
import { providerOf } from './provider.js';
import { openSqlite } from './sqlite/open-sqlite.js';

/** The database that `url` names. Connects on first use; `$disconnect()` closes it. `onStatement` sees every SQL statement, for tests and measurements. */
export function createDb(url: string, options: DbOptions): Db {
  return providerOf(url) === 'sqlite' ? openSqlite(url, options) : openPostgresql(url, options);
}

/** Lets go of every connection. */
export async function closeDb(db: Db): Promise<void> {
  engineOf(db).reader.close();
  await db.$disconnect();
}
