import type { Options } from '../options.js';
import type { Result } from '../report.js';
import { batchScenario } from '../scenarios/batches.js';
import { requestScenarios } from '../scenarios/requests.js';
import type { Scenario } from '../scenarios/scenario.js';
import { type Access, logInStaff, makeAccounts, NO_ACCESS } from './accounts.js';
import { databases, type Engine } from './databases.js';
import { medianRound, type Round } from './load.js';
import { expectSameAnswers } from './same-answers.js';
import { type Kind, kinds, startTarget, type Target } from './targets.js';

type Side = { target: Target; access: Access };

/** Measures every scenario on one database: the three servers side by side, in alternating rounds. */
export async function measureEngine(
  engine: Engine,
  folder: string,
  postgresUrl: string | undefined,
  options: Options,
): Promise<Result[]> {
  const sides = await startSides(engine, folder, postgresUrl, options.orders);
  try {
    const results: Result[] = [];
    for (const scenario of [...requestScenarios, batchScenario].filter(({ name }) => name.includes(options.only))) {
      if (scenario.same) await expectSameAnswers(sides, scenario.same);
      for (const connections of scenario.connections) {
        const result = await measure(engine, scenario, sides, connections, options);
        console.log(`${engine} ${scenario.name} ${connections}: ratio ${result.ratio?.toFixed(2)}`);
        results.push(result);
      }
    }
    return results;
  } finally {
    await Promise.all(sides.map(({ target }) => target.stop()));
  }
}

async function startSides(
  engine: Engine,
  folder: string,
  postgresUrl: string | undefined,
  orders: number,
): Promise<Side[]> {
  const store = databases(engine, folder, postgresUrl);
  const base = await store.make('base', orders);
  const first = await startTarget('product', base, folder);
  await makeAccounts(first);
  await first.stop();
  const sides: Side[] = [];
  for (const kind of kinds) {
    const target = await startTarget(kind, await store.copy('base', `on_${kind}`), folder);
    sides.push({ target, access: kind === 'product' ? await logInStaff(target) : NO_ACCESS });
  }
  return sides;
}

async function measure(
  engine: Engine,
  scenario: Scenario,
  sides: Side[],
  connections: number,
  options: Options,
): Promise<Result> {
  const compared = sides.filter(({ target }) => scenario.against.includes(target.kind));
  const rounds = new Map<Kind, Round[]>(compared.map(({ target }) => [target.kind, []]));
  for (const side of compared) await scenario.run({ ...side, connections, seconds: Math.min(1, options.seconds) });
  for (let round = 0; round < options.rounds; round += 1) {
    for (const side of compared) {
      rounds.get(side.target.kind)?.push(await scenario.run({ ...side, connections, seconds: options.seconds }));
    }
  }
  const medians: Partial<Record<Kind, Round>> = Object.fromEntries(
    [...rounds].map(([kind, all]) => [kind, medianRound(all)]),
  );
  const { product, reference } = medians;
  return {
    database: engine,
    scenario: scenario.name,
    connections,
    budget: scenario.budget ?? null,
    medians,
    ratio: product && reference ? product.perSecond / reference.perSecond : null,
  };
}
