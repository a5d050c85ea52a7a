import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { startPostgres } from '../../support/postgres.js';
import type { Engine } from '../measure/databases.js';
import { type Growth, measureGrowth } from './measure.js';
import { readScenarios } from './reads.js';
import { startSide } from './sides.js';
import { writeScenarios } from './writes.js';

// npm run bench:growth -- [--database sqlite|postgresql|both] [--only text] [--small 10000] [--large 1000000] [--services 3] [--turns 300] [--check] [--out file]
const { values } = parseArgs({
  options: {
    database: { type: 'string', default: 'both' },
    only: { type: 'string', default: '' },
    small: { type: 'string', default: '10000' },
    large: { type: 'string', default: '1000000' },
    services: { type: 'string', default: '3' },
    turns: { type: 'string', default: '300' },
    check: { type: 'boolean', default: false },
    out: { type: 'string', default: 'data/growth.json' },
  },
});
const engines = (values.database === 'both' ? ['sqlite', 'postgresql'] : [values.database]) as Engine[];
const scenarios = [...readScenarios, ...writeScenarios].filter(({ name }) => name.includes(values.only));
const results: Growth[] = [];
for (const engine of engines) results.push(...(await measure(engine)));
mkdirSync(dirname(values.out), { recursive: true });
writeFileSync(values.out, `${JSON.stringify({ at: new Date().toISOString(), options: values, results }, null, 2)}\n`);
const missed = results.filter(({ ratio, budget }) => ratio > budget);
for (const { database, scenario, ratio } of missed) console.log(`missed: ${database} ${scenario}, ${ratio.toFixed(2)}`);
process.exit(values.check && missed.length > 0 ? 1 : 0);

async function measure(engine: Engine): Promise<Growth[]> {
  const folder = mkdtempSync(join(tmpdir(), 'fabclean-growth-'));
  const postgres = engine === 'postgresql' ? await startPostgres() : undefined;
  const place = { engine, folder, postgresUrl: postgres?.url, services: Number(values.services) };
  const small = await startSide('small', Number(values.small), place);
  const large = await startSide('large', Number(values.large), place);
  const found: Growth[] = [];
  try {
    for (const scenario of scenarios) {
      const growth = await measureGrowth(engine, scenario, [small, large], Number(values.turns));
      console.log(`${engine} ${scenario.name}: ${growth.ratio.toFixed(2)}`);
      found.push(growth);
    }
    console.log(`\n${engine}, medians in milliseconds, one request at a time\n\n${table(found)}\n`);
    return found;
  } finally {
    for (const side of [small, large]) {
      await side.target.stop();
      await side.remove();
    }
    await postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function table(all: Growth[]): string {
  const head = ['request', 'rows', `${values.small} orders`, `${values.large} orders`, 'ratio', 'budget'];
  const lines = all.map(({ scenario, rows, small, large, ratio, budget }) => [
    scenario,
    rows[0] === rows[1] ? String(rows[0] ?? '') : `${rows[0]} and ${rows[1]}`,
    small.toFixed(2),
    large.toFixed(2),
    ratio.toFixed(2),
    `${budget}${ratio > budget ? ' missed' : ''}`,
  ]);
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
