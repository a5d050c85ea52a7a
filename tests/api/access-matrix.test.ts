import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiEndpoints } from '../../src/routers/index.js';
import {
  accessMatrix,
  CLOSED,
  callEndpoint,
  expectAsDeclared,
  type Matrix,
  OPEN,
  routeOf,
} from '../support/access-matrix.js';
import { startApp, type TestApp } from '../support/app.js';

let app: TestApp;
let matrix: Matrix;
beforeAll(async () => {
  app = await startApp();
  matrix = await accessMatrix(app);
});
afterAll(() => app.close());

test.each(apiEndpoints.map((endpoint) => [routeOf(endpoint), endpoint] as const))(
  '%s lets in its callers and nobody else',
  async (_, endpoint) => {
    for (const caller of matrix.callers) {
      const response = await callEndpoint(app, matrix.params, endpoint, await caller.headers());

      expectAsDeclared(endpoint, caller, response);
    }
  },
);

test('only the routes that the contract opens are open to callers without a login', () => {
  const open = apiEndpoints.filter(({ access }) => access === 'public' || access.includes('anonymous')).map(routeOf);

  expect(open.filter((route) => !OPEN.includes(route))).toEqual([]);
  expect(open).toEqual(expect.arrayContaining(OPEN.filter((route) => !route.includes('/admin/'))));
});

test.each(apiEndpoints.map(routeOf).filter((route) => !OPEN.includes(route)))(
  '%s is open to the contract’s audience at most',
  (route) => {
    const access = apiEndpoints.find((endpoint) => routeOf(endpoint) === route)?.access;
    const audience = CLOSED.find(([pattern]) => pattern.test(route))?.[1];

    expect(audience).toBeDefined();
    expect(audience).toEqual(expect.arrayContaining([...(access ?? [])]));
  },
);
