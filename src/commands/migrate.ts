import { applyMigrations } from '../db/migrations/apply-migrations.js';
import { run } from './run.js';

// npm run db:migrate
await run(async (config) => {
  const applied = await applyMigrations(config.databaseDirectUrl);
  console.log(applied.length === 0 ? 'nothing to migrate' : `applied ${applied.join(', ')}`);
  // The schema engine leaves a ten-second timer of its own behind.
  process.exit(0);
});
