import { expect, test } from 'vitest';
import { apiEndpoints } from '../../src/routers/index.js';
import { operationsEndpoints } from '../../src/routers/operations/index.js';
import { allGuides } from '../support/manual.js';

// `GET, POST /admin/api/users`: one path, any number of methods.
const MENTIONED = /`((?:GET|POST|PUT|DELETE)(?:, (?:GET|POST|PUT|DELETE))*) (\/[^`?]+)(?:\?[^`]*)?`/g;

test('the guides name every route, and no route that is not there', () => {
  const mentioned = [...allGuides().matchAll(MENTIONED)].flatMap(([, methods = '', path]) =>
    methods.split(', ').map((method) => `${method} ${path}`),
  );

  const routes = [...operationsEndpoints, ...apiEndpoints].map(({ method, path }) => `${method.toUpperCase()} ${path}`);
  expect([...new Set(mentioned)].toSorted()).toEqual(routes.toSorted());
});
