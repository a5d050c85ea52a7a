import { seed } from '../seed.js';
import { run } from './run.js';

// npm run db:seed
await run(async (config) => {
  const { adminUsername, generatedPassword } = await seed(config);
  if (generatedPassword) console.log(`admin ${adminUsername}, password ${generatedPassword} (shown this once)`);
  else console.log('seeded');
});
