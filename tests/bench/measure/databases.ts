import { randomBytes } from 'node:crypto';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { fillHistory } from '../history/fill-history.js';
import { runCommand } from './targets.js';

export type Engine = 'sqlite' | 'postgresql';

/** Databases of one engine in `folder`, or on the PostgreSQL at `postgresUrl`: one is made with a history, the others are copies of it. */
export function databases(engine: Engine, folder: string, postgresUrl: string | undefined) {
  // Another run may use the same server at the same time.
  const run = `bench_${randomBytes(4).toString('hex')}`;
  const made: string[] = [];
  const urlOf = (name: string) =>
    engine === 'sqlite' ? `file:${join(folder, `${name}.db`)}` : onServer(postgresUrl, `${run}_${name}`);
  const onPostgresql = async (name: string, more = '') => {
    await administrate(postgresUrl, `CREATE DATABASE ${run}_${name} ${more}`);
    made.push(`${run}_${name}`);
  };
  return {
    make: async (name: string, orders: number): Promise<string> => {
      if (engine === 'postgresql') await onPostgresql(name);
      const url = urlOf(name);
      await runCommand('migrate', url);
      await runCommand('seed', url);
      await fillHistory(url, orders);
      return url;
    },
    /** A copy; nobody may be connected to what is copied. */
    copy: async (from: string, to: string): Promise<string> => {
      if (engine === 'postgresql') await onPostgresql(to, `TEMPLATE ${run}_${from}`);
      else copyFileSync(join(folder, `${from}.db`), join(folder, `${to}.db`));
      return urlOf(to);
    },
    /** Leaves nothing behind on the server; what is in `folder` goes with it. */
    dropAll: async (): Promise<void> => {
      for (const name of made.splice(0))
        await administrate(postgresUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

function onServer(postgresUrl: string | undefined, name: string): string {
  const url = new URL(postgresUrl ?? '');
  url.pathname = `/${name}`;
  return url.href;
}

async function administrate(postgresUrl: string | undefined, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgresUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
