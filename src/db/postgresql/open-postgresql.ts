import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient as PostgresClient } from '../../generated/postgresql/client.js';
import type { PrismaClient } from '../../generated/sqlite/client.js';
import { transactionOptions } from '../transaction-options.js';
import { type OnStatement, statementLog, watchStatements } from '../watch-statements.js';

// Without every one of these a server that stops answering without closing the connection hangs its callers for ever.
const LIMITS = {
  connectionTimeoutMillis: 4_500,
  statement_timeout: 4_000,
  query_timeout: 4_500,
  lock_timeout: 4_000,
  idle_in_transaction_session_timeout: 15_000,
  keepAlive: true,
};

/**
 * A Prisma client on PostgreSQL with a pool of `poolSize` connections, typed as the SQLite client, the narrower of the two:
 * anything only PostgreSQL can do then fails to compile.
 */
export function openPostgresql(url: string, poolSize: number, onStatement?: OnStatement): PrismaClient {
  const pool = new pg.Pool({ connectionString: url, max: poolSize, application_name: 'fabclean', ...LIMITS });
  const adapter = new PrismaPg(pool, { disposeExternalPool: true });
  const client = new PostgresClient({
    adapter,
    transactionOptions,
    errorFormat: 'minimal',
    ...statementLog(onStatement),
  });
  watchStatements(client, onStatement);
  return client as unknown as PrismaClient;
}
