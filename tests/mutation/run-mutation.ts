import { spawnSync } from 'node:child_process';
import { readFileSync, renameSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { type GroupName, groupNames, groups } from './groups.js';

/*
 * `npm run test:mutation` changes one expression after the other in what decides who may do what, how orders, batches and deliveries
 * live, and what they cost, and expects a test to turn red. Names of groups may follow, or files and ranges of their lines
 * (`src/shared/money.ts:10-12`), to run a part. MUTATION_WORKERS is how many mutants are tried at once. Stryker's own report of a
 * group stays in data/mutation/.
 */

const PASSING = 80;
const REPORT = 'data/mutation/report.json';

type Report = { files: Record<string, { mutants: { status: string }[] }> };

const words = process.argv.slice(2);
const wanted = groupNames.filter((name) => words.length === 0 || words.some((word) => concerns(word, name)));
if (wanted.length === 0) throw new Error(`the groups are: ${groupNames.join(', ')}`);
const results = wanted.map((name) => judge(name, mutate(name)));
console.log(results.map(({ line }) => line).join('\n'));
process.exitCode = results.every(({ isGood }) => isGood) ? 0 : 1;

function concerns(word: string, name: GroupName): boolean {
  return name.startsWith(word) || groups[name].files.some((file) => word.startsWith(file));
}

function mutate(name: GroupName): Report {
  const parts = words.filter((word) => groups[name].files.some((file) => word.startsWith(file)));
  const mutated = parts.length > 0 ? parts : groups[name].files;
  const workers = process.env['MUTATION_WORKERS'] ?? `${Math.ceil(availableParallelism() / 2)}`;
  const { status } = spawnSync(
    process.execPath,
    [
      'node_modules/@stryker-mutator/core/bin/stryker.js',
      'run',
      'tests/mutation/stryker.config.json',
      '--mutate',
      mutated.join(','),
      '--concurrency',
      workers,
    ],
    { stdio: 'inherit', env: { ...process.env, MUTATION_GROUP: name } },
  );
  if (status !== 0) throw new Error(`Stryker ended with ${status}`);
  const report = JSON.parse(readFileSync(REPORT, 'utf8')) as Report;
  renameSync(REPORT, `data/mutation/${name.replaceAll(' ', '-')}.json`);
  return report;
}

function judge(name: GroupName, { files }: Report): { line: string; isGood: boolean } {
  const found = Object.values(files).flatMap(({ mutants }) => mutants.map(({ status }) => status));
  const killed = found.filter((status) => status === 'Killed' || status === 'Timeout').length;
  const survived = found.filter((status) => status === 'Survived' || status === 'NoCoverage').length;
  const score = (100 * killed) / (killed + survived);
  return {
    line: `${name}: ${score.toFixed(1)} % of ${killed + survived} mutants killed, ${survived} survived`,
    isGood: score >= PASSING,
  };
}
