import { spawnSync } from 'node:child_process';
import { type Fault, faults } from './faults.js';

/*
 * A test that cannot fail is a defect: `npm run test:faults` takes one guard after the other away from the built product, as it is
 * loaded and never on disk, runs the promises that hang on it, and expects red. Names of faults may follow, to run some of them.
 */

const wanted = process.argv.slice(2);
const results = faults
  .filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)))
  .map((fault) => ({ fault, told: plant(fault) }));
const unseen = results.filter(({ told }) => !told.startsWith('red'));
console.log(`${results.length - unseen.length} passed, ${unseen.length} failed`);
process.exitCode = unseen.length > 0 ? 1 : 0;

function plant(fault: Fault): string {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--config',
      'tests/vitest.config.ts',
      '--root',
      '.',
      '--project',
      'promises',
      `tests/promises/${fault.file}.test.ts`,
      '-t',
      fault.tests,
    ],
    { env: { ...process.env, PLANTED_FAULT: JSON.stringify(fault.rewrites) }, encoding: 'utf8', maxBuffer: 64_000_000 },
  );
  const told = judge(stdout + stderr);
  console.log(`${fault.name.padEnd(48)} ${fault.file.padEnd(16)} ${told}`);
  return told;
}

function judge(output: string): string {
  // The loader refuses a change that fits nowhere: such a fault has to follow the product.
  const stale = / holds no .*/.exec(output);
  if (stale) return `stale:${stale[0]}`;
  const [, passed, failed] = /^(\d+) passed, (\d+) failed/m.exec(output) ?? [];
  if (failed === undefined || passed === undefined) return 'the run itself failed';
  if (Number(failed) > 0) return `red: ${failed} of ${Number(passed) + Number(failed)} tests`;
  return Number(passed) > 0 ? 'GREEN: nothing noticed it' : 'no test has that name';
}
