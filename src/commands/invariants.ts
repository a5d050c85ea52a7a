import { createDb } from '../db/client.js';
import { checkInvariants } from '../modules/invariants/index.js';
import { OperatorError } from '../shared/operator-error.js';
import { run } from './run.js';

// npm run invariants
await run(async (config) => {
  const db = createDb(config.databaseUrl, {
    sharesConnections: config.databaseSharesConnections,
    poolSize: 2,
    timeoutMs: 60_000,
  });
  try {
    const violations = await checkInvariants(db);
    if (violations.length > 0) throw new OperatorError(violations.join('\n'));
    console.log('the data agree');
  } finally {
    await db.$disconnect();
  }
});
