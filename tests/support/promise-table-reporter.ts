import type { Reporter, TestModule } from 'vitest/node';
import { catalogue, type PromiseNumber } from './promises/catalogue.js';
import { isOfPromises, isPartOfSuite, type PromiseRow, promiseRows, unshownG0 } from './promises/promise-rows.js';

/**
 * Prints what became of every promise after a run that had any: number, grade, title, database, result and why. A whole run of the
 * suite fails when a promise that blocks a release was not shown at all.
 */
export default class PromiseTableReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const ours = modules.filter(isOfPromises);
    if (ours.length === 0) return;
    const isPart = isPartOfSuite(ours);
    const rows = promiseRows(ours).filter(({ said }) => !isPart || said !== 'no test');
    console.log(['', 'Promises', ...merged(rows).map(line), ...ours.filter(isBroken).map(brokenLine), ''].join('\n'));
    const unshown = unshownG0(ours);
    if (unshown.length === 0) return;
    console.log(`Not shown, though they block a release: ${unshown.join(', ')}\n`);
    process.exitCode = 1;
  }
}

function merged(rows: readonly PromiseRow[]): PromiseRow[] {
  const lines = new Map<string, PromiseRow>();
  for (const row of rows) {
    const key = JSON.stringify([row.number, row.result, row.said]);
    const before = lines.get(key);
    lines.set(key, before ? { ...row, database: `${before.database}, ${row.database}` } : row);
  }
  return [...lines.values()];
}

function line({ number, database, result, said }: PromiseRow): string {
  const { grade, title } = catalogue[number as PromiseNumber];
  const on = database === 'none' ? '-' : database;
  return [String(number).padStart(3), grade, title.padEnd(56), on.padEnd(18), result.padEnd(7), said]
    .join('  ')
    .trimEnd();
}

// A file that could not be loaded holds no test that could say so.
function isBroken(module: TestModule): boolean {
  return !module.ok() && module.children.size === 0;
}

function brokenLine(module: TestModule): string {
  return `    ${module.relativeModuleId} could not be run: its promises are not shown`;
}
