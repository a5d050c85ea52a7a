import { join } from 'node:path';
import { applyMigrations } from '../../src/db/migrations/apply-migrations.js';
import { seed } from '../../src/seed.js';
import { testConfig } from './test-config.js';

/** Migrates and seeds a database that test files copy. */
export async function prepareTemplate(databaseUrl: string): Promise<void> {
  await applyMigrations(databaseUrl);
  await seed(testConfig(databaseUrl));
}

/** The SQLite template in this folder, as a path. */
export async function sqliteTemplateIn(folder: string): Promise<string> {
  const template = join(folder, 'template.db');
  await prepareTemplate(`file:${template}`);
  return template;
}
