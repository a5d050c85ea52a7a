import Database from 'better-sqlite3';
import pg from 'pg';
import type { TestApp } from './app.js';

/** Keeps everybody from writing the counters of the limits until the returned function is called: all of the database on SQLite. */
export async function holdCounters(app: TestApp): Promise<() => Promise<void>> {
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
  await client.query('LOCK TABLE rate_limits IN ACCESS EXCLUSIVE MODE');
  return () => client.end();
}
