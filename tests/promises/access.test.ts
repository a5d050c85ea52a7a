import { expect } from 'vitest';
import { apiEndpoints } from '../../src/routers/index.js';
import { accessMatrix, CLOSED, callEndpoint, expectAsDeclared, OPEN, routeOf } from '../support/access-matrix.js';
import { anOrder } from '../support/builders.js';
import { aCustomer, anAdmin, aWorker } from '../support/clients.js';
import { expectRefusal, NO_ROUTE } from '../support/error-shape.js';
import { promise } from '../support/promises/promise.js';
import type { PromiseServer } from '../support/promises/promise-server.js';
import { rewriting } from '../support/promises/rewrites.js';
import { rawRequest, sendRaw } from '../support/raw-http.js';

/** Every caller on every endpoint, each let in or refused as the endpoint declares. Answers the number of cells. */
async function walkMatrix(server: PromiseServer): Promise<number> {
  const { callers, params } = await accessMatrix(server);
  for (const endpoint of apiEndpoints) {
    const answers = callers.map(async (caller) => {
      const answer = await callEndpoint(server, params, endpoint, await caller.headers());
      expectAsDeclared(endpoint, caller, answer);
    });
    await Promise.all(answers);
  }
  return apiEndpoints.length * callers.length;
}

promise(23, { title: 'each cell of the matrix', own: true, timeout: 180_000 }, async (server, { figure }) => {
  figure('cells', await walkMatrix(server));
});

promise(23, { title: 'what is declared lets in nobody whom the contract does not' }, async (server) => {
  for (const endpoint of apiEndpoints.filter((one) => !OPEN.includes(routeOf(one)))) {
    const audience = CLOSED.find(([pattern]) => pattern.test(routeOf(endpoint)))?.[1];
    expect(endpoint.access, routeOf(endpoint)).not.toBe('public');
    expect(audience, routeOf(endpoint)).toEqual(expect.arrayContaining([...endpoint.access]));
  }
  const admin = await anAdmin(server);
  for (const path of ['/admin/api/nothing', '/employee/api/nothing', '/api/nothing', '/worker/api/nothing']) {
    expectRefusal(await server.http.get(path).set(admin), NO_ROUTE);
    expectRefusal(await server.http.post(path).set(admin).send({}), NO_ROUTE);
  }
});

/** Ways to write a path that a careless router, or a proxy before it, reads as another. */
const TRICKS: ((path: string) => string)[] = [
  (path) => path.toUpperCase(),
  (path) => `/${path}`,
  (path) => `${path}/`,
  (path) => `${path}//`,
  (path) => `${path}%2f`,
  (path) => `${path}%00`,
  (path) => `${path};x=1`,
  (path) => `${path}.json`,
  (path) => `${path}%20`,
  (path) => `/./${path.slice(1)}`,
  (path) => `/x/..${path}`,
  (path) => `/ping/..${path}`,
  (path) => `/ping/%2e%2e${path}`,
  (path) => path.replace('/api/', '/api//'),
  (path) => path.replace('/api/', '/%61pi/'),
  (path) => path.replace('/api/', '/api/%2e/'),
  (path) => path.replaceAll('/', '\\'),
  (path) => `http://localhost${path}`,
];

promise(
  25,
  { title: 'no spelling of a path, method or header opens a closed function' },
  async (server, { figure }) => {
    const customer = await aCustomer(server);
    const token = `Authorization: Bearer ${customer.token}`;
    const closed = apiEndpoints.filter(
      ({ access, path }) => access !== 'public' && !access.includes('anonymous') && path.startsWith('/admin/api'),
    );
    let requests = 0;
    const tryIt = async (method: string, path: string, extra: string[] = []) => {
      for (const credential of [[], [token]]) {
        const answer = await sendRaw(server, rawRequest(method, path, ['Host: localhost', ...credential, ...extra]));
        requests += 1;
        expect(answer.status, `${method} ${path} ${extra}`).toBeGreaterThanOrEqual(300);
        expect(answer.status, `${method} ${path} ${extra}`).toBeLessThan(500);
      }
    };

    for (const { method, path } of closed) {
      for (const trick of TRICKS) await tryIt(method.toUpperCase(), trick(path.replace(/:\w+/g, '1')));
    }
    for (const header of [
      'X-HTTP-Method-Override: GET',
      'X-Original-URL: /ping',
      'X-Rewrite-URL: /ping',
      'X-Forwarded-Prefix: /ping',
    ]) {
      await tryIt('POST', '/admin/api/services?_method=GET', [header]);
      await tryIt('GET', '/admin/api/orders', [header, 'X-Forwarded-For: 127.0.0.1']);
    }
    for (const method of ['HEAD', 'OPTIONS', 'PATCH', 'TRACE', 'PROPFIND']) {
      const answer = await sendRaw(server, rawRequest(method, '/admin/api/orders', ['Host: localhost', token]));
      if (method !== 'OPTIONS') expect(answer.status, method).toBeGreaterThanOrEqual(400);
      expect(answer.body, method).not.toEqual(expect.any(Array));
    }
    figure('requests', requests);
  },
);

promise(25, { title: 'staff reach no function of admins, workers none of employees' }, async (server) => {
  const { http } = server;
  const [employee, worker] = [await aWorker(server, 'EMPLOYEE'), await aWorker(server, 'WORKER')];
  const { order } = await anOrder(server);
  const before = await server.select('SELECT count(*) AS n FROM workers');

  const answers = [
    await http
      .post('/admin/api/workers')
      .set(employee.as())
      .send({ name: 'x', email: 'x@x.com', password: 'x'.repeat(14), role: 'employee' }),
    await http.post('/api/users').set(employee.as()).send({ name: 'x' }),
    await http.put(`/employee/api/orders/${order.id}/status`).set(worker.as()).send({ status: 'Ready for Delivery' }),
    await http
      .post('/employee/api/transit-batches')
      .set(worker.as())
      .send({ order_ids: [order.id] }),
  ];

  for (const { status } of answers) expect([401, 403]).toContain(status);
  expect(await server.select('SELECT count(*) AS n FROM workers')).toEqual(before);
});

const WAIT = 'await new Promise((resolve) => setTimeout(resolve, 50));';
promise(
  26,
  {
    title: 'every permission check 50 ms later changes no cell of the matrix',
    long: true,
    own: true,
    env: rewriting([
      {
        file: 'http/authorise.js',
        find: 'async function authorise(deps, request, access, scope) {',
        replace: `async function authorise(deps, request, access, scope) { ${WAIT}`,
      },
      {
        file: 'modules/identity/authenticate.js',
        find: 'async function authenticateToken(deps, token) {',
        replace: `async function authenticateToken(deps, token) { ${WAIT}`,
      },
    ]),
  },
  async (server, { figure }) => {
    figure('cells', await walkMatrix(server));
  },
);
