import { applyMigrations } from '../db/migrations/apply-migrations.js';
import { becomeItsOnlyServer } from '../db/sqlite/serving-lock.js';
import { banner } from '../process/banner.js';
import { seed } from '../seed.js';
import { serve } from '../serve.js';
import { run } from './run.js';

// npm start: migrates, seeds, serves.
await run(async (config) => {
  // First of all: a newer build must not migrate under a server that runs.
  const lock = becomeItsOnlyServer(config.databaseUrl);
  await applyMigrations(config.databaseDirectUrl);
  const seeded = await seed(config);
  const { url } = await serve(config, lock);
  if (!config.production) console.log(banner(url, seeded));
});
