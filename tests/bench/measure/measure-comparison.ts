import type { Options } from '../options.js';
import type { Comparison, Scenario } from '../scenarios/scenario.js';
import { medianRound, type Round } from './load.js';
import type { Side } from './stage.js';
import type { Kind } from './targets.js';

/** The servers side by side, in alternating rounds. */
export async function measureComparison(
  scenario: Scenario,
  sides: Side[],
  connections: number,
  options: Options,
): Promise<Comparison> {
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
    connections,
    budget: scenario.budget ?? null,
    medians,
    ratio: product && reference ? product.perSecond / reference.perSecond : null,
  };
}
