import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { markOf } from '../typed-client/mark-of.js';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

test('the types of the portals are those of the API document: if not, run `npm run openapi`', () => {
  const [mark] = read('src/portals/shared/api/fabclean.d.ts').split('\n', 1);

  expect(mark).toBe(markOf(read('public/openapi.json')));
});
