import { budgetTable, type Judged } from './budgets.js';
import { capacityTable } from './capacity.js';
import type { DatabaseResults, Results } from './results.js';
import { comparisonTable, findingsTable, kindsTable, statementsTable } from './tables.js';

/** A whole run in Markdown, for the console and for the page. */
export function report(results: Results, judgements: Judged[]): string {
  const { machine, options, databases } = results;
  const postgresql = machine.postgresql === undefined ? '' : `, PostgreSQL ${machine.postgresql}`;
  const intro =
    `${results.at.slice(0, 10)}: ${machine.cores} cores (${machine.cpu}), ${machine.memoryGiB} GiB, Node ${machine.node}, ` +
    `SQLite ${machine.sqlite}${postgresql}, load ${machine.loadBefore.toFixed(1)} before it began; ${options.orders} orders, medians of ${options.rounds} rounds of ${options.seconds} s.`;
  const capacity = capacityTable(databases);
  return [
    intro,
    ...databases.flatMap(reportOf),
    ...(capacity === null ? [] : ['### Capacity', capacity]),
    ...(judgements.length === 0 ? [] : ['### Budgets', budgetTable(judgements)]),
  ].join('\n\n');
}

function reportOf(results: DatabaseResults): string[] {
  const parts: string[] = [];
  if (results.comparisons.length > 0) parts.push(comparisonTable(results));
  if (results.comparisons.some(({ medians }) => medians.product?.kinds)) parts.push(kindsTable(results));
  if (results.findings.length > 0) parts.push(findingsTable(results));
  if (results.statements.length > 0) parts.push(statementsTable(results));
  return parts.length === 0 ? [] : [`### ${results.database === 'sqlite' ? 'SQLite' : 'PostgreSQL'}`, ...parts];
}
