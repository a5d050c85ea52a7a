import { closeDb, createDb } from '../db/open.js';
import { inLongTransaction } from '../db/transaction.js';
import { checkInvariants } from '../modules/invariants/index.js';
import { rebuildTotals } from '../modules/totals/index.js';
import { OperatorError } from '../shared/operator-error.js';
import { run } from './run.js';

const RECOUNTS_WITHIN_MS = 10 * 60_000;

// npm run invariants [-- --recount]
await run(async (config) => {
  const db = createDb(config.databaseUrl, {
    sharesConnections: config.databaseSharesConnections,
    poolSize: 2,
    timeoutMs: 60_000,
  });
  try {
    if (process.argv.includes('--recount')) await inLongTransaction(db, RECOUNTS_WITHIN_MS, rebuildTotals);
    const violations = await checkInvariants(db);
    if (violations.length > 0) throw new OperatorError(violations.join('\n'));
    console.log('the data agree');
  } finally {
    await closeDb(db);
  }
});
