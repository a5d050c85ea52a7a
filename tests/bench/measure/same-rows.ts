import { setTimeout as sleep } from 'node:timers/promises';
import { writeOneOfEach } from '../scenarios/one-of-each.js';
import { openClient } from './client.js';
import type { Side } from './stage.js';
import { growthOf, type TableFill, tableFill } from './table-fill.js';

type Growth = Map<string, Record<string, number>>;

/**
 * Throws unless every write stores the same everywhere: as many more rows in each table, and as many more values in each column. What
 * is compared must be the same work.
 */
export async function expectSameRows(sides: Side[]): Promise<void> {
  const [first, ...others] = await Promise.all(
    sides.map(async (side) => ({ kind: side.target.kind, growth: await growthOfEach(side) })),
  );
  const problems = others.flatMap(({ kind, growth }) =>
    [...(first?.growth ?? [])].flatMap(([write, expected]) =>
      differences(expected, growth.get(write) ?? {}).map(
        ([name, wanted, got]) => `${write}: ${name} grows by ${wanted} at ${first?.kind}, by ${got} at ${kind}`,
      ),
    ),
  );
  if (problems.length > 0) throw new Error(`the servers do not store the same:\n${problems.join('\n')}`);
}

async function growthOfEach({ target, access }: Side): Promise<Growth> {
  const client = openClient(target.url, 1);
  const growth: Growth = new Map();
  await writeOneOfEach(client, access, target.databaseUrl, async (name, make) => {
    const before = await settled(target.databaseUrl);
    const answer = await make();
    growth.set(name, growthOf(before, await settled(target.databaseUrl)));
    return answer;
  });
  client.close();
  return growth;
}

/** Events get their positions a moment after they were stored. */
async function settled(databaseUrl: string): Promise<TableFill> {
  let fill = await tableFill(databaseUrl);
  for (let tries = 0; tries < 100 && fill.get('events') !== fill.get('events.position'); tries += 1) {
    await sleep(20);
    fill = await tableFill(databaseUrl);
  }
  return fill;
}

function differences(expected: Record<string, number>, got: Record<string, number>): [string, number, number][] {
  const names = new Set([...Object.keys(expected), ...Object.keys(got)]);
  return [...names]
    .map((name): [string, number, number] => [name, expected[name] ?? 0, got[name] ?? 0])
    .filter(([, wanted, had]) => wanted !== had);
}
