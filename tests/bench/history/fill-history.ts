import Database from 'better-sqlite3';
import pg from 'pg';
import { rebuildStatements } from '../../../src/modules/totals/recount.sql.js';
import { postgresqlDialect, sqliteDialect } from './dialect.js';
import { historyStatements } from './history-statements.js';

/**
 * Fills a migrated and seeded database, which nobody else uses meanwhile, with `orders` orders over so many services. Gathers no
 * statistics: what the product does not do by itself would make it look better than it is. Answers the seconds it took.
 */
export async function fillHistory(url: string, orders: number, services = 3, now = new Date()): Promise<number> {
  const startedAt = performance.now();
  const endSeconds = Math.floor(now.getTime() / 1000) - 300;
  if (url.startsWith('file:')) fillSqlite(url.slice('file:'.length), { orders, endSeconds, services });
  else await fillPostgresql(url, { orders, endSeconds, services });
  return (performance.now() - startedAt) / 1000;
}

type Wanted = { orders: number; endSeconds: number; services: number };

function fillSqlite(path: string, { orders, endSeconds, services }: Wanted): void {
  const db = new Database(path);
  // The file is thrown away when this fails, so nothing needs to be safe or checked on the way.
  db.exec(
    'PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -512000;',
  );
  // Their triggers would count every row by itself; counted at the end it is the same.
  const triggers = db
    .prepare<[], { name: string; sql: string }>(`SELECT name, sql FROM sqlite_master WHERE type = 'trigger'`)
    .all();
  for (const { name } of triggers) db.exec(`DROP TRIGGER "${name}"`);
  for (const statement of historyStatements(sqliteDialect, orders, endSeconds, services)) db.exec(statement);
  for (const { sql } of triggers) db.exec(sql);
  for (const statement of rebuildStatements('sqlite')) db.exec(statement);
  db.exec('PRAGMA journal_mode = WAL;');
  db.close();
}

async function fillPostgresql(url: string, { orders, endSeconds, services }: Wanted): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`SET synchronous_commit = off; SET session_replication_role = replica; SET work_mem = '256MB'`);
    for (const statement of historyStatements(postgresqlDialect, orders, endSeconds, services))
      await client.query(statement);
    for (const table of ['customers', 'transit_batches'])
      await client.query(`SELECT setval(pg_get_serial_sequence('${table}', 'id'), (SELECT max(id) FROM ${table}))`);
    // No trigger has counted what a replica's role inserts.
    for (const statement of rebuildStatements('postgresql')) await client.query(statement);
  } finally {
    await client.end();
  }
}
