import { parseArgs } from 'node:util';
import { applyMigrations } from '../db/migrations/apply-migrations.js';
import { seed } from '../seed.js';
import { fillShop } from '../tools/demo/fill-shop.js';
import { run } from './run.js';

// npm run demo -- [--seed 1] [--orders 1000]
await run(async (config) => {
  if (config.production) throw new Error('the demo is not for production');
  const { values } = parseArgs({
    options: { seed: { type: 'string', default: '1' }, orders: { type: 'string', default: '1000' } },
  });
  const [seedNumber, orders] = [Number(values.seed), Number(values.orders)];
  if (!Number.isSafeInteger(seedNumber) || !Number.isSafeInteger(orders) || orders < 1 || orders > 20_000) {
    throw new Error('--seed and --orders are whole numbers, orders from 1 to 20000');
  }
  await applyMigrations(config.databaseDirectUrl);
  const { adminUsername, generatedPassword } = await seed(config);
  const startedAt = performance.now();
  const { staffEmails, staffPassword } = await fillShop(config, { seed: seedNumber, orders, now: new Date() });
  console.log(`${orders} orders over 60 days in ${Math.round((performance.now() - startedAt) / 1000)} s`);
  console.log(`staff: ${staffEmails.join(', ')}, password ${staffPassword} (shown this once)`);
  if (generatedPassword) console.log(`admin: ${adminUsername}, password ${generatedPassword} (shown this once)`);
  process.exit(0);
});
