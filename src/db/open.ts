import type { Db } from './client.js';
import { attachMeter } from './db-meter.js';
import type { DbOptions } from './db-options.js';
import { openPostgresql } from './postgresql/open-postgresql.js';
import { providerOf } from './provider.js';
import { openSqlite } from './sqlite/open-sqlite.js';
import { readerOf } from './statements/reader.js';

/** The database that `url` names. Connects on first use; `$disconnect()` closes it. `onStatement` sees every SQL statement, for tests and measurements. */
export function createDb(url: string, options: DbOptions): Db {
  const db = providerOf(url) === 'sqlite' ? openSqlite(url, options) : openPostgresql(url, options);
  attachMeter(db, options.meter);
  return db;
}

/** Lets go of every connection. */
export async function closeDb(db: Db): Promise<void> {
  readerOf(db).close();
  await db.$disconnect();
}
