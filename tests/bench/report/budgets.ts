import { type Budget, isMet } from '../measure/budget.js';
import { figure, markdownTable } from './cells.js';
import type { DatabaseResults } from './results.js';

export type Judged = Budget & { database: string; scenario: string; met: boolean };

/** Every budget of a run, met or missed. */
export function judge(databases: DatabaseResults[]): Judged[] {
  return databases.flatMap(({ database, comparisons, findings }) => [
    ...comparisons.flatMap(({ scenario, connections, budget, ratio, medians }) => {
      // Sixty-four connections are no flood.
      const what = `answers 503 at ${connections} connections`;
      const refusals = { what, is: 'at most' as const, limit: 0, value: medians.product?.refused ?? Number.NaN };
      return [...judged(database, scenario, refusals), ...ratioOf(database, scenario, connections, budget, ratio)];
    }),
    ...findings.flatMap(({ scenario, budgets }) => budgets.flatMap((budget) => judged(database, scenario, budget))),
  ]);
}

function ratioOf(database: string, scenario: string, connections: number, budget: number | null, ratio: number | null) {
  if (budget === null) return [];
  const what = `product / reference, requests a second at ${connections}`;
  return judged(database, scenario, { what, is: 'at least', limit: budget, value: ratio ?? Number.NaN });
}

function judged(database: string, scenario: string, budget: Budget): Judged[] {
  return [{ database, scenario, ...budget, met: isMet(budget) }];
}

export function budgetTable(judgements: Judged[]): string {
  const rows = judgements.map(({ database, scenario, what, is, limit, value, met }) => [
    database,
    scenario,
    what,
    `${is} ${limit}`,
    figure(value),
    met ? 'met' : '**missed**',
  ]);
  return markdownTable(['database', 'scenario', 'budget', 'bound', 'measured', ''], rows);
}
