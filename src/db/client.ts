import type { Prisma, PrismaClient } from '../generated/sqlite/client.js';
import { openPostgresql } from './postgresql/open-postgresql.js';
import { providerOf } from './provider.js';
import { openSqlite } from './sqlite/open-sqlite.js';

export type Db = PrismaClient;
export type Tx = Prisma.TransactionClient;

/** The database that `url` names. Connects on first use; `$disconnect()` closes it. */
export function createDb(url: string, options: { poolSize: number }): Db {
  return providerOf(url) === 'sqlite' ? openSqlite(url) : openPostgresql(url, options.poolSize);
}
