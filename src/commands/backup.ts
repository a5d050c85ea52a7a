import { parseArgs } from 'node:util';
import { sqliteFileOf } from '../db/sqlite/open-sqlite.js';
import { OperatorError } from '../shared/operator-error.js';
import { backUp, backupPath } from '../tools/backup/back-up.js';
import { run } from './run.js';

// npm run backup -- [file]
await run(async (config) => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const from = sqliteFileOf(config.databaseUrl);
  if (from === null)
    throw new OperatorError('a PostgreSQL database is backed up with pg_dump: see Backups in README.md');
  const { path, problems, unchecked } = await backUp(from, positionals[0] ?? backupPath(from, new Date()));
  if (problems.length > 0)
    throw new OperatorError([`the copy is kept as ${path}, but it is not sound:`, ...problems].join('\n  '));
  console.log(path);
  console.log(unchecked === null ? 'whole, and its data agree' : `whole; its data were not checked: ${unchecked}`);
});
