import { run } from './commands/run.js';
import { becomeItsOnlyServer } from './db/sqlite/serving-lock.js';
import { serve } from './serve.js';

// Serves a database that is already migrated and seeded; `npm start` does all three.
await run(async (config) => {
  const lock = becomeItsOnlyServer(config.databaseUrl);
  await serve(config, lock);
});
