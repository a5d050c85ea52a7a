import Database from 'better-sqlite3';
import pg from 'pg';
import type { Statement } from '../../src/db/watch-statements.js';
import type { TestApp } from './app.js';
import { unboundedOnPostgresql, unboundedOnSqlite } from './bounded-plan.js';

/** The steps of a statement's plan that read more rows the longer the shop is open, in the database's own words. */
export async function planOf(app: TestApp, statement: Statement): Promise<string[]> {
  return (await unboundedStepsOf(app.deps.config.databaseUrl, [statement])).map(({ step }) => step);
}

/** The same of many statements on this database, each step with the statement it is in. */
export async function unboundedStepsOf(
  url: string,
  statements: readonly Statement[],
): Promise<{ step: string; query: string }[]> {
  const planned = statements.map(({ query, params }) => ({ query, params: JSON.parse(params) as unknown[] }));
  if (!url.startsWith('file:')) return onPostgresql(url, planned);
  const database = new Database(url.slice('file:'.length), { readonly: true });
  try {
    return planned.flatMap(({ query, params }) =>
      unboundedOnSqlite(database, query, params).map((step) => ({ step, query })),
    );
  } finally {
    database.close();
  }
}

// A table of ten rows is always scanned unless scanning is made dear: what is still scanned then has no index to go by.
async function onPostgresql(url: string, planned: readonly { query: string; params: unknown[] }[]) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('SET enable_seqscan = off');
    const found: { step: string; query: string }[] = [];
    for (const { query, params } of planned) {
      const steps = await unboundedOnPostgresql(client, query, params);
      found.push(...steps.map((step) => ({ step, query })));
    }
    return found;
  } finally {
    await client.end();
  }
}
