import type { Prisma, PrismaClient } from '../generated/sqlite/client.js';
import { openPostgresql } from './postgresql/open-postgresql.js';
import { providerOf } from './provider.js';
import { openSqlite } from './sqlite/open-sqlite.js';
import type { OnStatement } from './watch-statements.js';

export type Db = PrismaClient;
export type Tx = Prisma.TransactionClient;
export type DbOptions = { poolSize: number; onStatement?: OnStatement | undefined };

/** The database that `url` names. Connects on first use; `$disconnect()` closes it. `onStatement` sees every SQL statement, for tests and measurements. */
export function createDb(url: string, options: DbOptions): Db {
  return providerOf(url) === 'sqlite'
    ? openSqlite(url, options.onStatement)
    : openPostgresql(url, options.poolSize, options.onStatement);
}
