import { expect, test } from 'vitest';
import { clientLimit, integrationLimit, type Policy } from '../../src/rate-limits/index.js';
import { apiEndpoints } from '../../src/routers/index.js';
import { guide, under } from '../support/manual.js';

test('the guide has every limit, with where it holds and its numbers', () => {
  const limited = new Map<string, { policy: Policy; paths: string[] }>();
  for (const { path, limits = [] } of apiEndpoints) {
    for (const policy of limits) {
      const paths = [...new Set([...(limited.get(policy.name)?.paths ?? []), path])];
      limited.set(policy.name, { policy, paths });
    }
  }

  const rows = [...limited.values()].map(({ policy, paths }) =>
    row(policy, paths.map((path) => `\`${path}\``).join(', ')),
  );
  rows.push(row(clientLimit, 'everything but health and metrics'), row(integrationLimit, 'everything a key opens'));
  expect(tableOfLimits()).toEqual(rows.toSorted());
});

function row({ name, counts, per, most, seconds }: Policy, at: string): string {
  return `| \`${name}\` | ${at} | ${counts} | ${per} | ${most} | ${spoken(seconds)} |`;
}

function spoken(seconds: number): string {
  if (seconds % 3_600 === 0) return seconds === 3_600 ? '1 hour' : `${seconds / 3_600} hours`;
  if (seconds === 60) return '1 minute';
  return seconds % 60 === 0 ? `${seconds / 60} minutes` : `${seconds} seconds`;
}

function tableOfLimits(): string[] {
  return under(guide('api'), 'Limits')
    .split('\n')
    .filter((text) => text.startsWith('| `'))
    .toSorted();
}
