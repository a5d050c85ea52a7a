import Database from 'better-sqlite3';
import pg from 'pg';
import type { Statement } from '../../src/db/watch-statements.js';
import type { TestApp } from './app.js';

/** The steps of a statement's plan that read a whole table, in the database's own words. */
export async function planOf(app: TestApp, statement: Statement): Promise<string[]> {
  const params = JSON.parse(statement.params) as unknown[];
  const url = app.deps.config.databaseUrl;
  return app.deps.provider === 'sqlite'
    ? sqliteScans(url, statement.query, params)
    : postgresScans(url, statement.query, params);
}

function sqliteScans(url: string, query: string, params: unknown[]): string[] {
  const database = new Database(url.replace('file:', ''), { readonly: true });
  try {
    const bindable = params.map((value) => (typeof value === 'boolean' ? Number(value) : value));
    // Parameters `$1` are names to SQLite, `?` are places.
    const bound = query.includes('$1') ? [Object.fromEntries(bindable.map((value, n) => [n + 1, value]))] : bindable;
    const steps = database.prepare(`EXPLAIN QUERY PLAN ${query}`).all(...bound) as { detail: string }[];
    return (
      steps
        .map(({ detail }) => detail)
        // `sub` is a page that was found already, `kept` sums that were, `json_each` a list that came as a parameter.
        .filter(
          (detail) =>
            /^SCAN (?!sub\b|kept\b|json_each\b|CONSTANT)/.test(detail) && !/USING (COVERING )?INDEX/.test(detail),
        )
    );
  } finally {
    database.close();
  }
}

// A table of ten rows is always scanned unless scanning is made dear: what is still scanned then has no index to go by.
async function postgresScans(url: string, query: string, params: unknown[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('SET enable_seqscan = off');
    const { rows } = await client.query<{ 'QUERY PLAN': string }>({ text: `EXPLAIN ${query}`, values: params });
    return rows.map((row) => row['QUERY PLAN'].trim()).filter((step) => step.includes('Seq Scan'));
  } finally {
    await client.end();
  }
}
