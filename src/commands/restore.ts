import { parseArgs } from 'node:util';
import { sqliteFileOf } from '../db/sqlite/open-sqlite.js';
import { OperatorError } from '../shared/operator-error.js';
import { restore } from '../tools/backup/restore.js';
import { run } from './run.js';

// npm run restore -- <file> [--replace] [--unsound]
await run(async (config) => {
  const flag = { type: 'boolean', default: false } as const;
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { replace: flag, unsound: flag } });
  const to = sqliteFileOf(config.databaseUrl);
  if (to === null)
    throw new OperatorError('a PostgreSQL database is restored with pg_restore: see Backups in README.md');
  const [from] = positionals;
  if (from === undefined || positionals.length > 1)
    throw new OperatorError('usage: npm run restore -- <backup> [--replace]');
  const { migrations, aside, problems } = await restore(from, to, { ...values, now: new Date() });
  console.log(`${to} is now ${from}`);
  if (migrations.length > 0) console.log(`applied ${migrations.join(', ')}`);
  if (aside) console.log(`what was there before is kept as ${aside}`);
  if (problems.length > 0) throw new OperatorError(['it is not sound:', ...problems].join('\n  '));
  console.log('whole, and its data agree');
  // The schema engine leaves a ten-second timer of its own behind.
  process.exit(0);
});
