import { createDeps } from '../deps.js';
import { run } from './run.js';

// npm run retention
await run(async (config) => {
  const deps = createDeps({ ...config, logLevel: 'silent' });
  try {
    const removed = await deps.retention.runOnce();
    if (removed === null) console.log('another process is removing expired rows at this moment');
    else for (const [table, rows] of Object.entries(removed)) console.log(`${table}: ${rows} removed`);
  } finally {
    await deps.close();
  }
});
