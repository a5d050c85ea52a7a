import Database from 'better-sqlite3';
import pg from 'pg';
import type { TestApp } from './app.js';

/** Runs a statement with the database's references switched off, as a damaged file or a careless import would leave it. */
export async function plantUnreferenced(app: TestApp, statement: string): Promise<void> {
  const url = app.deps.config.databaseUrl;
  if (app.deps.provider === 'sqlite') {
    const database = new Database(url.replace('file:', ''));
    database.pragma('foreign_keys = OFF');
    database.exec(statement);
    database.close();
    return;
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('SET session_replication_role = replica');
    await client.query(statement);
  } finally {
    await client.end();
  }
}
