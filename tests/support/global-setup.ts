import { rmSync } from 'node:fs';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startPostgres } from './postgres.js';
import { scratchFolder } from './scratch.js';
import { prepareTemplate, sqliteTemplateIn } from './template.js';

declare module 'vitest' {
  export interface ProvidedContext {
    sqliteTemplate: string;
    postgresUrl: string;
    postgresTemplate: string;
  }
}

/** Once a run: a real PostgreSQL, and for both databases a migrated and seeded template that each test file copies. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = scratchFolder('fabclean-tests-');
  const postgres = await startPostgres(scratchFolder);

  const sqliteTemplate = await sqliteTemplateIn(folder);

  const postgresTemplate = `fabclean_template_${process.pid}`;
  const admin = new pg.Client({ connectionString: postgres.url });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${postgresTemplate}`);
  const templateUrl = new URL(postgres.url);
  templateUrl.pathname = `/${postgresTemplate}`;
  await prepareTemplate(templateUrl.href);

  project.provide('sqliteTemplate', sqliteTemplate);
  project.provide('postgresUrl', postgres.url);
  project.provide('postgresTemplate', postgresTemplate);
  return async () => {
    await admin.query(`DROP DATABASE IF EXISTS ${postgresTemplate} WITH (FORCE)`);
    await admin.end();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
