import type { Options } from '../options.js';
import type { DatabaseResults } from '../report/results.js';
import { comparisons, trials } from '../scenarios/index.js';
import type { Scenario } from '../scenarios/scenario.js';
import { countStatements, STATEMENTS } from '../statements/count-statements.js';
import type { Engine } from './databases.js';
import { measureComparison } from './measure-comparison.js';
import { expectSameAnswers } from './same-answers.js';
import { expectSameRows } from './same-rows.js';
import { openStage, type Stage } from './stage.js';

/** Measures every scenario on one database. */
export async function measureEngine(
  engine: Engine,
  folder: string,
  postgresUrl: string | undefined,
  options: Options,
): Promise<DatabaseResults> {
  const stage = await openStage(engine, folder, postgresUrl, options);
  const isAsked = ({ name }: { name: string }) => name.includes(options.only);
  try {
    return {
      database: engine,
      statements: isAsked({ name: STATEMENTS }) ? await countStatements(stage) : [],
      comparisons: await compare(stage, comparisons.filter(isAsked)),
      findings: await tryOut(stage, trials.filter(isAsked)),
    };
  } finally {
    await stage.close();
  }
}

async function compare(stage: Stage, scenarios: Scenario[]): Promise<DatabaseResults['comparisons']> {
  if (scenarios.length === 0) return [];
  const results: DatabaseResults['comparisons'] = [];
  const sides = await stage.startAll();
  let rowsAreSame = false;
  for (const scenario of scenarios) {
    if (scenario.same) await expectSameAnswers(sides, scenario.same);
    else if (!rowsAreSame) {
      await expectSameRows(sides);
      rowsAreSame = true;
    }
    for (const connections of scenario.connections) {
      const result = await measureComparison(scenario, sides, connections, stage.options);
      console.log(`${stage.engine} ${scenario.name} ${connections}: ratio ${result.ratio?.toFixed(2)}`);
      results.push({ scenario: scenario.name, ...result });
    }
  }
  await stage.stopAll();
  return results;
}

async function tryOut(stage: Stage, some: typeof trials): Promise<DatabaseResults['findings']> {
  const results: DatabaseResults['findings'] = [];
  for (const { name, run } of some) {
    const finding = await run(stage);
    await stage.stopAll();
    const said = finding.figures.map(({ label, value, unit }) => `${label} ${value.toFixed(2)} ${unit}`);
    console.log(`${stage.engine} ${name}: ${said.join(', ')}`);
    results.push({ scenario: name, ...finding });
  }
  return results;
}
