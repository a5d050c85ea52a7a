import { type Request, type RequestHandler, type Response, Router } from 'express';
import { expect, test } from 'vitest';
import { onShelves } from '../../../src/http/shelves.js';
import { apiEndpoints } from '../../../src/routers/index.js';

type Outcome = { handled: string[]; params: unknown; error: unknown };

const routes = [
  ...apiEndpoints.map(({ method, path }) => ({ method, path })),
  // Which of them is declared first decides, also where one stands on a shelf of its own.
  { method: 'get' as const, path: '/made/:id' },
  { method: 'get' as const, path: '/made/up' },
  { method: 'put' as const, path: '/made/up' },
  { method: 'get' as const, path: '/:any' },
];
const put = (router: Router, { method, path }: (typeof routes)[number]) =>
  router[method](path, ((request: Request & { seen: Outcome }, _response: Response, next: () => void) => {
    request.seen.handled.push(`${method} ${path}`);
    request.seen.params = { ...request.params };
    next();
  }) as unknown as RequestHandler);

const oneByOne = Router({ caseSensitive: true });
for (const route of routes) put(oneByOne, route);
const shelved = onShelves(routes, put);

function outcomeOf(handler: RequestHandler, method: string, url: string): Promise<Outcome> {
  const seen: Outcome = { handled: [], params: undefined, error: undefined };
  const path = url.split('?')[0];
  return new Promise((resolve) => {
    const done = (error?: unknown) => resolve({ ...seen, error: error instanceof Error ? error.message : undefined });
    void handler({ method, url, path, seen } as unknown as Request, {} as Response, done);
  });
}

const filled = routes.map(({ path }) => path.replace(/:\w+/g, 'x1'));
const paths = [...new Set(filled.flatMap((path) => [path, ...bent(path)])), '', '*', '/', '//', '/nowhere/at/all'];

function bent(path: string): string[] {
  return [
    `${path}/`,
    `${path}//`,
    `/${path}`,
    `${path}?a=/b/c`,
    path.toUpperCase(),
    `${path}/x1`,
    `${path}.png`,
  ].concat(path.includes('x1') ? [path.replace('x1', '%zz'), path.replace('x1', 'a%2Fb'), path.replace('x1', '')] : []);
}

test.each(['GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'PATCH'])(
  'a %s finds the same routes on shelves as one by one, whatever its path',
  async (method) => {
    expect(paths.length).toBeGreaterThan(500);
    for (const path of paths) {
      const [found, expected] = [await outcomeOf(shelved, method, path), await outcomeOf(oneByOne, method, path)];
      expect(found, `${method} ${path}`).toEqual(expected);
    }
  },
);

test('a path that cannot be decoded is the same error', async () => {
  const { error } = await outcomeOf(shelved, 'GET', '/api/orders/%zz');

  expect(error).toBe("Failed to decode param '%zz'");
});
