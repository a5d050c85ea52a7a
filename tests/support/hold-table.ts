import Database from 'better-sqlite3';
import pg from 'pg';
import type { TestApp } from './app.js';

/**
 * Keeps everybody from the counters of the limits, or from the sessions, until the returned function is called. On SQLite it is the
 * whole database that nobody can write, and reading goes on.
 */
export async function holdTable(
  app: TestApp,
  table: 'rate_limits' | 'sessions' = 'rate_limits',
): Promise<() => Promise<void>> {
  const url = app.deps.config.databaseUrl;
  if (app.deps.provider === 'sqlite') {
    const database = new Database(url.replace('file:', ''));
    database.exec('BEGIN IMMEDIATE');
    return async () => {
      database.exec('ROLLBACK');
      database.close();
    };
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('BEGIN');
  await client.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
  return () => client.end();
}
