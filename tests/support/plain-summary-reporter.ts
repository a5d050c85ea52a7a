import type { Reporter, TestModule } from 'vitest/node';
import { unshownG0 } from './promises/promise-rows.js';

/** Ends a run with one plain line, `N passed, N failed`, for whoever reads logs by machine. */
export default class PlainSummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const counts = { passed: 0, failed: errors.length, skipped: 0 };
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        // The long tests of promises are not due in a quick run: the table of promises names them.
        const isDue = state !== 'skipped' || !test.meta().promise?.long;
        if (state !== 'pending' && isDue) counts[state] += 1;
      }
      // A file that could not even be loaded holds no test, and is a failure all the same.
      if (!module.ok() && module.children.size === 0) counts.failed += 1;
    }
    counts.failed += unshownG0(modules).length;
    const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
    setImmediate(() => console.log(`${counts.passed} passed, ${counts.failed} failed${skipped}`));
  }
}
