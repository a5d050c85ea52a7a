import { PrismaPg } from '@prisma/adapter-pg';
import type { ClientBase } from 'pg';
import { PrismaClient as PostgresClient } from '../../generated/postgresql/client.js';
import type { PrismaClient } from '../../generated/sqlite/client.js';
import type { DbOptions } from '../db-options.js';
import { attachEngine } from '../engine.js';
import { transactionOptions } from '../transaction-options.js';
import { statementLog, watchStatements } from '../watch-statements.js';
import { beginPlain } from './begin-plain.js';
import { createPostgresqlReader } from './reader.js';
import { TimedPool } from './timed-pool.js';
import { createPostgresqlWriter } from './writer.js';
import { WritingPgFactory } from './writing-adapter.js';

// Without every one of these a server that stops answering without closing the connection hangs its callers for ever.
const ownLimits = (timeoutMs: number) => ({
  connectionTimeoutMillis: timeoutMs,
  query_timeout: timeoutMs,
  keepAlive: true,
});

// A pooler refuses them: there the role has them.
const serverLimits = (timeoutMs: number) => ({
  // The server gives up a little before we do: it then says why, and the connection can be used again.
  statement_timeout: timeoutMs - 300,
  lock_timeout: timeoutMs - 300,
  idle_in_transaction_session_timeout: 15_000,
});

/**
 * A Prisma client on PostgreSQL with a pool of connections, typed as the SQLite client, the narrower of the two:
 * anything only PostgreSQL can do then fails to compile.
 */
export function openPostgresql(url: string, options: DbOptions): PrismaClient {
  const { poolSize, timeoutMs, sharesConnections = false, onStatement, meter } = options;
  const limits = { ...ownLimits(timeoutMs), ...(sharesConnections ? {} : serverLimits(timeoutMs)) };
  const pool = new TimedPool(
    { connectionString: url, max: poolSize, application_name: 'fabclean', ...limits },
    options,
  );
  meter?.poolMade(() => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }));
  const writerOn = (connection: ClientBase) => createPostgresqlWriter(connection, !sharesConnections, onStatement);
  const adapter = new WritingPgFactory(new PrismaPg(pool, { disposeExternalPool: true }), writerOn);
  const ofTransactions = transactionOptions(timeoutMs);
  const client = new PostgresClient({
    adapter,
    transactionOptions: ofTransactions,
    errorFormat: 'minimal',
    ...statementLog(onStatement),
  });
  watchStatements(client, onStatement);
  const reader = createPostgresqlReader(pool, !sharesConnections, onStatement);
  attachEngine(client, {
    reader,
    writeOne: reader.all,
    begin: () => beginPlain(pool, { writerOn, onStatement }),
    withinMs: ofTransactions.timeout,
    meter,
  });
  return client as unknown as PrismaClient;
}
