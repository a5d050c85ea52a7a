import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiEndpoints } from '../../src/routers/index.js';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder } from '../support/builders.js';
import { aCustomer, anAdmin, aWorker, bearer } from '../support/clients.js';
import { invalidToken, tokenRequired, wrongRole } from '../support/told.js';

type Endpoint = (typeof apiEndpoints)[number];
type Caller = {
  name: string;
  type: Exclude<Endpoint['access'], 'public'>[number] | 'nobody';
  headers: () => Promise<Record<string, string>>;
};

let app: TestApp;
let callers: Caller[];
let params: Record<string, string>;
beforeAll(async () => {
  app = await startApp();
  const [owner, other] = [await aCustomer(app), await aCustomer(app)];
  const [employee, worker] = [await aWorker(app, 'EMPLOYEE'), await aWorker(app, 'WORKER')];
  const { order, trackingToken } = await anOrder(app, { customerEmail: owner.email }, owner.token);
  params = { id: order.id, trackingToken };
  // A credential of its own for every call: some calls end the one they come with.
  const tokenOf = (type: 'customer' | 'worker', id: number) => async () =>
    bearer(app.deps.tokens.issue({ type, id }, 0));
  const [goneCustomer, goneWorker] = [await aCustomer(app), await aWorker(app, 'EMPLOYEE')];
  const deletedAt = new Date();
  await app.deps.db.customer.update({ where: { id: goneCustomer.id }, data: { deletedAt } });
  await app.deps.db.worker.update({ where: { id: goneWorker.id }, data: { deletedAt } });
  const goneAdmin = { username: 'gone', password: 'the admin who left us' };
  const passwordHash = await app.deps.passwords.hash(goneAdmin.password);
  const { id: goneId } = await app.deps.db.adminUser.create({
    data: { name: 'Gone', username: goneAdmin.username, passwordHash },
  });
  const goneSession = await anAdmin(app, goneAdmin);
  await app.deps.db.adminUser.update({ where: { id: goneId }, data: { deletedAt } });
  callers = [
    { name: 'anonymous', type: 'anonymous', headers: async () => ({}) },
    { name: 'the customer', type: 'customer', headers: tokenOf('customer', owner.id) },
    { name: 'another customer', type: 'customer', headers: tokenOf('customer', other.id) },
    { name: 'an employee', type: 'employee', headers: tokenOf('worker', employee.id) },
    { name: 'a delivery worker', type: 'worker', headers: tokenOf('worker', worker.id) },
    { name: 'an admin', type: 'admin', headers: () => anAdmin(app) },
    { name: 'a garbage token', type: 'nobody', headers: async () => bearer('garbage.garbage.garbage') },
    { name: 'a deleted customer', type: 'nobody', headers: tokenOf('customer', goneCustomer.id) },
    { name: 'a deleted employee', type: 'nobody', headers: tokenOf('worker', goneWorker.id) },
    { name: 'a deleted admin', type: 'anonymous', headers: async () => goneSession },
  ];
});
afterAll(() => app.close());

const name = ({ method, path }: Endpoint) => `${method.toUpperCase()} ${path}`;

function call({ method, path }: Endpoint, headers: Record<string, string>) {
  const url = path.replace(/:(\w+)/g, (_, param: string) => params[param] ?? params['id'] ?? '');
  const request = app.http[method](url).set(headers);
  return method === 'get' ? request : request.send({});
}

/** The refusal a caller must get, or null for one who is let in. */
function expectedRefusal({ access, path }: Endpoint, { type }: Caller): object | null {
  if (access === 'public') return null;
  if (type !== 'nobody' && access.includes(type)) return null;
  // The console knows sessions alone: to it, a token is as good as nothing.
  if (/^\/(admin|api\/users)\b/.test(path)) return { status: expect.toSatisfy((s) => s === 401 || s === 403) };
  if (type === 'nobody') return { status: 401, body: invalidToken };
  return type === 'anonymous' ? { status: 401, body: tokenRequired } : { status: 403, body: wrongRole };
}

test.each(apiEndpoints.map((endpoint) => [name(endpoint), endpoint] as const))(
  '%s lets in its callers and nobody else',
  async (_, endpoint) => {
    for (const caller of callers) {
      const response = await call(endpoint, await caller.headers());

      const refusal = expectedRefusal(endpoint, caller);
      const { status } = response;
      if (refusal) {
        expect({ status, body: response.body }, caller.name).toMatchObject(refusal);
      } else {
        expect(status, caller.name).toBeLessThan(500);
        const error = String(response.body?.error);
        expect([tokenRequired.error, invalidToken.error, wrongRole.error], caller.name).not.toContain(error);
      }
    }
  },
);

// What the contract opens to callers without a login. A new open route has to be entered here, knowingly.
const OPEN = [
  'GET /ping',
  'GET /api/services',
  'POST /auth/signup',
  'POST /auth/login',
  'POST /api/orders',
  'GET /api/orders/:id/barcode.png',
  'GET /api/orders/:id/barcode.svg',
  'GET /qr/:id.png',
  'GET /api/track/:trackingToken',
  'POST /employee/login',
  'POST /worker/login',
  'GET /admin/login',
  'POST /admin/login',
];

// The contract's audiences of everything else: none of these routes may let in anybody more.
const CLOSED: [RegExp, readonly string[]][] = [
  [/ \/auth\//, ['customer']],
  [/^(PUT|DELETE) \/api\/orders\/:id$/, ['customer']],
  [/^GET \/api\/orders/, ['customer', 'employee', 'admin']],
  [/ \/employee\//, ['employee', 'admin']],
  [/ \/worker\//, ['worker', 'employee']],
  [/^GET \/api\/deliveries/, ['employee', 'admin']],
  [/ \/(admin|api\/users)\b/, ['admin']],
];

test('only the routes that the contract opens are open to callers without a login', () => {
  const open = apiEndpoints.filter(({ access }) => access === 'public' || access.includes('anonymous')).map(name);

  expect(open.filter((route) => !OPEN.includes(route))).toEqual([]);
  expect(open).toEqual(expect.arrayContaining(OPEN.filter((route) => !route.includes('/admin/'))));
});

test.each(apiEndpoints.map(name).filter((route) => !OPEN.includes(route)))(
  '%s is open to the contract’s audience at most',
  (route) => {
    const access = apiEndpoints.find((endpoint) => name(endpoint) === route)?.access;
    const audience = CLOSED.find(([pattern]) => pattern.test(route))?.[1];

    expect(audience).toBeDefined();
    expect(audience).toEqual(expect.arrayContaining([...(access ?? [])]));
  },
);
