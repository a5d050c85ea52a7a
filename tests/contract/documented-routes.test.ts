import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { apiEndpoints } from '../../src/routers/index.js';
import { operationsEndpoints } from '../../src/routers/operations/index.js';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

// `GET, POST /admin/api/users`: one path, any number of methods.
const MENTIONED = /`((?:GET|POST|PUT|DELETE)(?:, (?:GET|POST|PUT|DELETE))*) (\/[^`?]+)(?:\?[^`]*)?`/g;

test('the README names every route, and no route that is not there', () => {
  const mentioned = [...readme.matchAll(MENTIONED)].flatMap(([, methods = '', path]) =>
    methods.split(', ').map((method) => `${method} ${path}`),
  );

  const routes = [...operationsEndpoints, ...apiEndpoints].map(({ method, path }) => `${method.toUpperCase()} ${path}`);
  expect([...new Set(mentioned)].toSorted()).toEqual(routes.toSorted());
});
