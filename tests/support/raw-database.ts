import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';
import { inject, onTestFinished } from 'vitest';
import { freshDatabase } from './database.js';
import { emptyFolder } from './server-process.js';

export type Provider = 'sqlite' | 'postgresql';
export const providers: readonly Provider[] = ['sqlite', 'postgresql'];
export type Row = Record<string, unknown>;
export type RawDatabase = { url: string; folder: string };

/** A database without any table, for one test; `folder` is its own too. */
export async function emptyDatabase(on: Provider): Promise<RawDatabase> {
  const folder = emptyFolder();
  if (on === 'sqlite') return { url: `file:${join(folder, 'shop.db')}`, folder };
  const name = `fabclean_empty_${randomBytes(6).toString('hex')}`;
  const admin = inject('postgresUrl');
  await onPostgres(admin, [`CREATE DATABASE ${name}`]);
  onTestFinished(async () => {
    await onPostgres(admin, [`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`]);
  });
  const url = new URL(admin);
  url.pathname = `/${name}`;
  return { url: url.href, folder };
}

/** A migrated and seeded database for one test. */
export async function seededDatabase(on: Provider): Promise<RawDatabase> {
  const database = await freshDatabase(on);
  onTestFinished(database.drop);
  return database;
}

/** What one SELECT finds, asked past the product. */
export async function select(url: string, sql: string): Promise<Row[]> {
  const [rows] = await selectTogether(url, [sql]);
  return rows ?? [];
}

/** Several SELECTs that all see the same moment. */
export async function selectTogether(url: string, statements: readonly string[]): Promise<Row[][]> {
  if (!url.startsWith('file:')) {
    const results = await onPostgres(url, ['BEGIN ISOLATION LEVEL REPEATABLE READ', ...statements, 'COMMIT']);
    return results.slice(1, -1);
  }
  const db = new Database(url.slice('file:'.length), { readonly: true });
  try {
    return db.transaction(() => statements.map((sql) => db.prepare<[], Row>(sql).all()))();
  } finally {
    db.close();
  }
}

/** Changes data past the product, as an operator with a database shell would. */
export async function execute(url: string, sql: string): Promise<void> {
  if (!url.startsWith('file:')) {
    await onPostgres(url, [sql]);
    return;
  }
  const db = new Database(url.slice('file:'.length));
  db.exec(sql);
  db.close();
}

async function onPostgres(url: string, statements: readonly string[]): Promise<Row[][]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const results: Row[][] = [];
    for (const sql of statements) results.push((await client.query<Row>(sql)).rows);
    return results;
  } finally {
    await client.end();
  }
}
