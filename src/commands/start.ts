import { banner } from '../banner.js';
import { applyMigrations } from '../db/migrations/apply-migrations.js';
import { seed } from '../seed.js';
import { serve } from '../serve.js';
import { run } from './run.js';

// npm start: migrates, seeds, serves.
await run(async (config) => {
  await applyMigrations(config.databaseUrl);
  const seeded = await seed(config);
  const { url } = await serve(config);
  if (!config.production) console.log(banner(url, seeded));
});
