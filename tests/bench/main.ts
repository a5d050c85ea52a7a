import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startPostgres } from '../support/postgres.js';
import { machineFacts, postgresqlVersion } from './measure/machine.js';
import { measureEngine } from './measure/measure-engine.js';
import { readOptions } from './options.js';
import { judge } from './report/budgets.js';
import { profileTable } from './report/profile.js';
import { report } from './report/report.js';
import type { Results } from './report/results.js';

// npm run bench -- [options]: see README.md
const options = readOptions(process.argv.slice(2));
const { seconds, rounds, orders, only, minutes } = options;
const folder = mkdtempSync(join(tmpdir(), 'fabclean-bench-'));
const results: Results = {
  at: new Date().toISOString(),
  machine: machineFacts(),
  options: { seconds, rounds, orders, only, minutes },
  databases: [],
};
try {
  for (const engine of options.engines) {
    const postgres = engine === 'postgresql' ? await startPostgres() : undefined;
    try {
      if (postgres) results.machine.postgresql = await postgresqlVersion(postgres.url);
      results.databases.push(await measureEngine(engine, folder, postgres?.url, options));
    } finally {
      await postgres?.stop();
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const budgets = judge(results.databases);
const profile = options.profile === undefined ? '' : `\n\n### Where the time went\n\n${profileTable(options.profile)}`;
const text = `${report(results, budgets)}${profile}`;
console.log(`\n${text}\n`);
write(options.out, `${JSON.stringify({ ...results, budgets }, null, 2)}\n`);
if (options.markdown !== undefined) write(options.markdown, `${text}\n`);
process.exit(options.check && budgets.some(({ met }) => !met) ? 1 : 0);

function write(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
