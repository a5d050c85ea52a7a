import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { PrismaPg } from '@prisma/adapter-pg';
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { lockNumbers } from '../../shared/lock-numbers.js';
import { type Provider, providerOf } from '../provider.js';
import { makeFolderFor } from '../sqlite/open-sqlite.js';
import { retryBusy, SQLITE_TIMEOUT_MS } from '../sqlite/retry-busy.js';
import { migrationList } from './migration-folder.js';
import { OneConnectionPool } from './one-connection-pool.js';
import { ownConnection } from './own-connection.js';
import { openSchemaEngine } from './schema-engine.js';

/**
 * Brings the database at `url` to this build's migrations and answers the names of those it applied. All of them happen in one
 * transaction with their bookkeeping, under a lock: an interrupted run leaves nothing behind, and of two runs one waits.
 */
export async function applyMigrations(url: string): Promise<string[]> {
  return providerOf(url) === 'sqlite' ? migrateSqlite(url) : migratePostgresql(url);
}

async function migrateSqlite(url: string): Promise<string[]> {
  makeFolderFor(url);
  const factory = new PrismaBetterSqlite3({ url, timeout: SQLITE_TIMEOUT_MS });
  const connection = await factory.connect();
  try {
    // Foreign keys must be off before the transaction begins: rebuilding a table drops it, which would delete what refers to it.
    await retryBusy(() =>
      connection.executeScript('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF;'),
    );
    await retryBusy(() => connection.executeScript('BEGIN EXCLUSIVE'));
    return await finish(connection, async () => {
      const applied = await runEngine(factory, connection, 'sqlite');
      await refuseBrokenReferences(connection);
      return applied;
    });
  } finally {
    await connection.dispose();
  }
}

async function migratePostgresql(url: string): Promise<string[]> {
  const pool = new OneConnectionPool({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: 'fabclean-migrate',
  });
  const factory = new PrismaPg(pool);
  const connection = await factory.connect();
  try {
    await connection.executeScript('BEGIN');
    return await finish(connection, async () => {
      await connection.executeScript(`SELECT pg_advisory_xact_lock(${lockNumbers.migrations})`);
      return runEngine(factory, connection, 'postgresql', (script) => pool.script(script));
    });
  } finally {
    await connection.dispose();
    await pool.end();
  }
}

async function runEngine(
  factory: SqlMigrationAwareDriverAdapterFactory,
  connection: SqlDriverAdapter,
  provider: Provider,
  script = (sql: string) => connection.executeScript(sql),
): Promise<string[]> {
  const engine = await openSchemaEngine(
    ownConnection(factory, connection, script),
    `datasource db { provider = "${provider}" }`,
  );
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: migrationList(provider),
      filters: { externalTables: [], externalEnums: [] },
    });
    return appliedMigrationNames;
  } finally {
    engine.free();
  }
}

async function finish<T>(connection: SqlDriverAdapter, work: () => Promise<T>): Promise<T> {
  try {
    const result = await work();
    await connection.executeScript('COMMIT');
    return result;
  } catch (error) {
    // Where the connection is gone, so is the transaction.
    await connection.executeScript('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

async function refuseBrokenReferences(connection: SqlDriverAdapter): Promise<void> {
  const broken = await connection.queryRaw({ sql: 'PRAGMA foreign_key_check', args: [], argTypes: [] });
  if (broken.rows.length > 0)
    throw new Error(`the migration would leave ${broken.rows.length} dangling references: nothing was changed`);
}
