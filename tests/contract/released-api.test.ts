import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { apiDemands, apiSurface } from '../support/api-surface.js';

// Written by `npm run openapi:release` when a version is released, and never by hand.
const released = readFileSync(new URL('./released-api.txt', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n');
const routes = new Set(released.map((line) => line.split(' ').slice(0, 2).join(' ')));

test('nothing that was released is missing: no route, parameter, field, type, status or header', () => {
  const promised = released.filter((line) => !line.includes(' needs '));
  const now = new Set(apiSurface());

  expect(promised.length).toBeGreaterThan(500);
  expect(promised.filter((line) => !now.has(line))).toEqual([]);
});

test('no released operation needs more than it did', () => {
  const needed = apiDemands().filter((line) => routes.has(line.split(' ').slice(0, 2).join(' ')));

  expect(needed.filter((line) => !released.includes(line))).toEqual([]);
});
