import { isMet } from '../measure/budget.js';
import { figure, markdownTable } from './cells.js';
import type { DatabaseResults } from './results.js';

const COMPARED = ['scenario', 'load', 'product/s', 'reference/s', 'floor/s', 'ratio', 'budget'];
const OF_PRODUCT = ['p50 ms', 'p99 ms', 'CPU ms', 'reference CPU ms', 'RSS MiB', 'refused'];

/** The product beside the references. */
export function comparisonTable({ comparisons }: DatabaseResults): string {
  const rows = comparisons.map(({ scenario, connections, medians, ratio, budget }) => {
    const { product, reference, floor } = medians;
    return [
      scenario,
      String(connections),
      ...[product, reference, floor].map((round) => figure(round?.perSecond)),
      ratio === null ? '' : ratio.toFixed(2),
      budget === null ? '' : `${budget}${(ratio ?? 0) < budget ? ' missed' : ''}`,
      ...[product?.p50, product?.p99, product?.cpuMs, reference?.cpuMs, product?.rssMiB, product?.refused].map(figure),
    ];
  });
  return markdownTable([...COMPARED, ...OF_PRODUCT], rows);
}

/** The latency of each kind of request where several are mixed. */
export function kindsTable({ comparisons }: DatabaseResults): string {
  const rows = comparisons.flatMap(({ scenario, medians: { product, reference } }) =>
    Object.entries(product?.kinds ?? {}).map(([kind, spread]) => {
      const other = reference?.kinds?.[kind];
      const cells = [spread.count, spread.p50, spread.p99, other?.p50, other?.p99].map(figure);
      return [scenario, kind, ...cells];
    }),
  );
  const headings = ['scenario', 'request', 'a round', 'p50 ms', 'p99 ms', 'reference p50 ms', 'reference p99 ms'];
  return markdownTable(headings, rows);
}

/** The product by itself. */
export function findingsTable({ findings }: DatabaseResults): string {
  const rows = findings.flatMap(({ scenario, figures, budgets }) => {
    const missed = budgets.filter((budget) => !isMet(budget)).length;
    const verdict = missed === 0 ? '' : ` (${missed} missed)`;
    return figures.map(({ label, value, unit }, index) => [
      index === 0 ? `${scenario}${verdict}` : '',
      label,
      `${figure(value)} ${unit}`.trim(),
    ]);
  });
  return markdownTable(['scenario', 'figure', 'measured'], rows);
}

export function statementsTable({ statements }: DatabaseResults): string {
  const rows = statements.map(({ request, reads, writes, transactions }) => [
    request,
    ...[reads, writes, reads + writes, transactions].map(String),
  ]);
  return markdownTable(['request', 'reads', 'writes', 'statements', 'transactions'], rows);
}
