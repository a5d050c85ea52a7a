import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startPostgres } from '../support/postgres.js';
import { measureEngine } from './measure/measure-engine.js';
import { readOptions } from './options.js';
import { type Result, table } from './report.js';

// npm run bench -- [--check] [--database sqlite|postgresql|both] [--only text] [--rounds 5] [--seconds 3] [--orders 10000] [--out file]
const options = readOptions(process.argv.slice(2));
const folder = mkdtempSync(join(tmpdir(), 'fabclean-bench-'));
const results: Result[] = [];
for (const engine of options.engines) {
  const postgres = engine === 'postgresql' ? await startPostgres() : undefined;
  try {
    const measured = await measureEngine(engine, folder, postgres?.url, options);
    console.log(
      `\n${engine}, ${options.orders} orders, medians of ${options.rounds} rounds of ${options.seconds} s\n\n${table(measured)}\n`,
    );
    results.push(...measured);
  } finally {
    await postgres?.stop();
  }
}
rmSync(folder, { recursive: true, force: true });
mkdirSync(dirname(options.out), { recursive: true });
writeFileSync(options.out, `${JSON.stringify({ at: new Date().toISOString(), options, results }, null, 2)}\n`);
const missed = results.filter(({ budget, ratio }) => budget !== null && (ratio ?? 0) < budget);
if (options.check) {
  for (const { database, scenario, connections } of missed)
    console.log(`missed: ${database} ${scenario} at ${connections}`);
  process.exit(missed.length === 0 ? 0 : 1);
}
process.exit(0);
