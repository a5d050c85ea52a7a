import { randomBytes } from 'node:crypto';
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { scratchFolder } from './scratch.js';

export type TestDatabase = { url: string; folder: string; drop: () => Promise<void> };

export const provider = process.env['TEST_DATABASE'] === 'postgresql' ? 'postgresql' : 'sqlite';

/** A database of its own, migrated and seeded, on the provider this run is for. `folder` is the test's to use. */
export async function freshDatabase(on: 'sqlite' | 'postgresql' = provider): Promise<TestDatabase> {
  const folder = scratchFolder('fabclean-test-');
  const removeFolder = () => rmSync(folder, { recursive: true, force: true });
  if (on === 'sqlite') {
    copyFileSync(inject('sqliteTemplate'), join(folder, 'fabclean.db'));
    return { url: `file:${join(folder, 'fabclean.db')}`, folder, drop: async () => removeFolder() };
  }
  const name = `fabclean_${randomBytes(6).toString('hex')}`;
  await administrate(`CREATE DATABASE ${name} TEMPLATE ${inject('postgresTemplate')}`);
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${name}`;
  return {
    url: url.href,
    folder,
    drop: async () => {
      await administrate(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      removeFolder();
    },
  };
}

async function administrate(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
