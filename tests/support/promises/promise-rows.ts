import { readdirSync } from 'node:fs';
import type { TestCase, TestModule } from 'vitest/node';
import { catalogue, type PromiseNumber } from './catalogue.js';

type Result = 'pass' | 'fail' | 'not run';
/** What came of a promise on one database. `said` is why it was not run, or what was counted. */
export type PromiseRow = { number: number; database: string; result: Result; said: string };

type Shown = { number: number; database: string; result: Result; why: string; figures: string[] };

export function isOfPromises(module: TestModule): boolean {
  return module.project.name === 'promises';
}

/** Every promise with its result, one row for each database it was shown on; those without a test are rows too. */
export function promiseRows(modules: readonly TestModule[]): PromiseRow[] {
  const shown = modules
    .filter(isOfPromises)
    .flatMap((module) => [...module.children.allTests()])
    .map(shownBy)
    .filter((one) => one !== null);
  return promiseNumbers().flatMap((number) => {
    const own = shown.filter((one) => one.number === number);
    if (own.length === 0) return [{ number, database: '-', result: 'not run' as const, said: 'no test' }];
    return [...new Set(own.map(({ database }) => database))].map((database) => ({
      number,
      database,
      ...together(own.filter((one) => one.database === database)),
    }));
  });
}

/** Whether some of the suite's files were left out of this run. */
export function isPartOfSuite(modules: readonly TestModule[]): boolean {
  const files = readdirSync('tests/promises', { recursive: true, encoding: 'utf8' });
  return modules.filter(isOfPromises).length < files.filter((file) => file.endsWith('.test.ts')).length;
}

/** The promises that block a release and that no test showed, though the whole suite ran. */
export function unshownG0(modules: readonly TestModule[]): number[] {
  if (process.env['PROMISES'] !== 'all' || isPartOfSuite(modules)) return [];
  const rows = promiseRows(modules);
  return promiseNumbers().filter(
    (number) =>
      catalogue[number].grade === 'G0' &&
      rows.filter((row) => row.number === number).every(({ result }) => result === 'not run'),
  );
}

function promiseNumbers(): PromiseNumber[] {
  return Object.keys(catalogue).map((key) => Number(key) as PromiseNumber);
}

function shownBy(test: TestCase): Shown | null {
  const { promise } = test.meta();
  if (!promise) return null;
  const { state } = test.result();
  const { number, database, figures } = promise;
  const base = { number, database, figures, why: '' };
  if (state === 'passed') return { ...base, result: 'pass' };
  if (state === 'failed') return { ...base, result: 'fail' };
  // A run that was cut short leaves its tests pending, a filter skips them.
  const unsaid = state === 'skipped' ? 'left out of this run' : 'the run ended before it';
  return { ...base, result: 'not run', why: promise.notRun ?? unsaid };
}

function together(tests: readonly Shown[]): { result: Result; said: string } {
  const count = (result: Result) => tests.filter((one) => one.result === result).length;
  const reasons = [...new Set(tests.filter((one) => one.why !== '').map(({ why }) => why))];
  const told = [...tests.flatMap(({ figures }) => figures)];
  const notRun = reasons.length > 0 ? [`${count('not run')} not run (${reasons.join('; ')})`] : [];
  const result = count('fail') > 0 ? 'fail' : count('pass') > 0 ? 'pass' : 'not run';
  if (result === 'not run') return { result, said: reasons.join('; ') };
  const tally = [`${count('pass')} of ${count('pass') + count('fail')}`];
  return { result, said: [...tally, ...notRun, ...told].join(', ') };
}
