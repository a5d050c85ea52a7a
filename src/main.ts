import { run } from './commands/run.js';
import { serve } from './serve.js';

// Serves a database that is already migrated and seeded; `npm start` does all three.
await run(async (config) => {
  await serve(config);
});
