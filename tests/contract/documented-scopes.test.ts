import { expect, test } from 'vitest';
import { scopes } from '../../src/modules/identity/scopes.js';
import { apiEndpoints } from '../../src/routers/index.js';
import { guide } from '../support/manual.js';

const scopeRows = [...guide('integrating').matchAll(/^\| `(\w+:\w+)` \| (.+) \|$/gm)];

test('the guide has a row for every scope, with exactly the routes that it opens', () => {
  expect(scopeRows.map(([, scope]) => scope)).toEqual([...scopes]);
  for (const [, scope, cell = ''] of scopeRows) {
    const documented = [...cell.matchAll(/`([A-Z, ]+) (\/[^`]+)`/g)].flatMap(([, methods = '', path]) =>
      methods.split(', ').map((method) => `${method} ${path}`),
    );
    const opened = apiEndpoints.filter((endpoint) => endpoint.scope === scope);
    expect(documented.toSorted(), scope).toEqual(
      opened.map(({ method, path }) => `${method.toUpperCase()} ${path}`).toSorted(),
    );
  }
});

test('a scope to read opens no route that changes anything, and one to write none that only reads', () => {
  const crossed = apiEndpoints.filter(
    ({ scope, method }) => scope && scope.endsWith(':read') !== (method === 'get') && !scope.endsWith(':manage'),
  );

  expect(crossed.map(({ path }) => path)).toEqual([]);
});

test('no key opens what belongs to accounts, to keys, to the audit log or to a worker in person', () => {
  const opened = apiEndpoints.filter(({ scope }) => scope).map(({ method, path }) => `${method} ${path}`);

  expect(
    opened.filter((route) => /auth|users|\/me$|api-keys|log(in|out)|password|audit|\/worker\//.test(route)),
  ).toEqual([]);
  expect(opened.filter((route) => /^(post|put|delete) .*workers/.test(route))).toEqual([]);
  expect(opened).not.toContain('delete /admin/api/customers/:id');
});
