import type { Options } from '../options.js';
import type { DatabaseResults } from '../report/results.js';
import { comparisons, trials } from '../scenarios/index.js';
import type { Finding, Scenario } from '../scenarios/scenario.js';
import { countStatements, STATEMENTS } from '../statements/count-statements.js';
import type { Engine } from './databases.js';
import { measureComparison } from './measure-comparison.js';
import { expectSameAnswers } from './same-answers.js';
import { expectSameRows } from './same-rows.js';
import { openStage, type Stage } from './stage.js';

/** Measures every scenario on one database. One that fails is a budget missed; servers that do not do the same work end the run. */
export async function measureEngine(
  engine: Engine,
  folder: string,
  postgresUrl: string | undefined,
  options: Options,
): Promise<DatabaseResults> {
  const stage = await openStage(engine, folder, postgresUrl, options);
  const isAsked = ({ name }: { name: string }) => name.includes(options.only);
  const results: DatabaseResults = { database: engine, comparisons: [], findings: [], statements: [] };
  try {
    if (isAsked({ name: STATEMENTS })) results.statements = await countStatements(stage);
    await compare(stage, comparisons.filter(isAsked), results);
    await tryOut(stage, trials.filter(isAsked), results);
    return results;
  } finally {
    await stage.close();
  }
}

async function compare(stage: Stage, scenarios: Scenario[], results: DatabaseResults): Promise<void> {
  if (scenarios.length === 0) return;
  const sides = await stage.startAll();
  let rowsAreSame = false;
  for (const scenario of scenarios) {
    const { name, same } = scenario;
    if (same) await expectSameAnswers(sides, same);
    else if (!rowsAreSame) {
      await expectSameRows(sides);
      rowsAreSame = true;
    }
    for (const connections of scenario.connections) {
      const result = await measureComparison(scenario, sides, connections, stage.options).catch(failed);
      if ('figures' in result) results.findings.push({ scenario: `${name}, ${connections}`, ...result });
      else {
        console.log(`${stage.engine} ${name}, ${connections}: ratio ${result.ratio?.toFixed(2)}`);
        results.comparisons.push({ scenario: name, ...result });
      }
    }
  }
  await stage.stopAll();
}

async function tryOut(stage: Stage, some: typeof trials, results: DatabaseResults): Promise<void> {
  for (const { name, run } of some) {
    const finding = await run(stage).catch(failed);
    await stage.stopAll();
    const said = finding.figures.map(({ label, value, unit }) => `${label} ${value.toFixed(2)} ${unit}`);
    console.log(`${stage.engine} ${name}: ${said.join(', ')}`);
    results.findings.push({ scenario: name, ...finding });
  }
}

function failed(error: unknown): Finding {
  console.error(error);
  const label = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  return {
    figures: [{ label: `failed: ${label}`, value: Number.NaN, unit: '' }],
    budgets: [{ what: 'failures', is: 'at most', limit: 0, value: 1 }],
  };
}
