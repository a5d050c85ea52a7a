import { expect } from 'vitest';
import { type Scope, scopes } from '../../src/modules/identity/scopes.js';
import type { apiEndpoints } from '../../src/routers/index.js';
import { type Cookies, isLoggedIn } from './admins.js';
import { anApiKey } from './api-keys.js';
import type { TestApp } from './app.js';
import { anOrder } from './builders.js';
import { aCustomer, anAdmin, aWorker, bearer } from './clients.js';
import { beginningOf, isStream } from './live-stream.js';
import { invalidToken, scopeMissing, tokenRequired, wrongRole } from './told.js';

export type Endpoint = (typeof apiEndpoints)[number];
export type Caller = {
  name: string;
  type: Exclude<Endpoint['access'], 'public'>[number] | 'integration' | 'nobody';
  scopes?: readonly Scope[];
  headers: () => Promise<Record<string, string>>;
};
/** Everybody who may call, and the ids of a record that some of them own. */
export type Matrix = { callers: Caller[]; params: Record<string, string> };

export async function accessMatrix(app: TestApp): Promise<Matrix> {
  const [owner, other] = [await aCustomer(app), await aCustomer(app)];
  const [employee, worker] = [await aWorker(app, 'EMPLOYEE'), await aWorker(app, 'WORKER')];
  const { order, trackingToken } = await anOrder(app, { customerEmail: owner.email }, owner.token);
  const params = { id: order.id, orderId: order.id, trackingToken };
  // A credential of its own for every call: some calls end the one they come with.
  const tokenOf = (type: 'customer' | 'worker', id: number) => async () =>
    bearer(app.deps.tokens.issue({ type, id }, 0).token);
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
  const [revoked, expired] = [await anApiKey(app, scopes), await anApiKey(app, scopes)];
  await app.deps.db.apiKey.update({ where: { id: revoked.id }, data: { revokedAt: deletedAt } });
  await app.deps.db.apiKey.update({ where: { id: expired.id }, data: { expiresAt: deletedAt } });
  const callers: Caller[] = [
    { name: 'anonymous', type: 'anonymous', headers: async () => ({}) },
    { name: 'the customer', type: 'customer', headers: tokenOf('customer', owner.id) },
    { name: 'another customer', type: 'customer', headers: tokenOf('customer', other.id) },
    { name: 'an employee', type: 'employee', headers: tokenOf('worker', employee.id) },
    { name: 'a delivery worker', type: 'worker', headers: tokenOf('worker', worker.id) },
    { name: 'an admin', type: 'admin', headers: livingSession(app) },
    { name: 'a garbage token', type: 'nobody', headers: async () => bearer('garbage.garbage.garbage') },
    { name: 'a deleted customer', type: 'nobody', headers: tokenOf('customer', goneCustomer.id) },
    { name: 'a deleted employee', type: 'nobody', headers: tokenOf('worker', goneWorker.id) },
    { name: 'a deleted admin', type: 'anonymous', headers: async () => goneSession },
    { name: 'a revoked key', type: 'nobody', headers: async () => revoked.as() },
    { name: 'an expired key', type: 'nobody', headers: async () => expired.as() },
    ...(await Promise.all([...scopes.map((scope) => [scope]), scopes].map((allowed) => aKeyFor(app, allowed)))),
  ];
  return { callers, params };
}

async function aKeyFor(app: TestApp, allowed: readonly Scope[]): Promise<Caller> {
  const key = await anApiKey(app, allowed);
  return { name: `a key for ${allowed}`, type: 'integration', scopes: allowed, headers: async () => key.as() };
}

// One session serves until some call ends it: each login costs a hash.
function livingSession(app: TestApp): Caller['headers'] {
  let session: Cookies | undefined;
  return async () => {
    if (!session || !(await isLoggedIn(app, session))) session = await anAdmin(app);
    return session;
  };
}

export const routeOf = ({ method, path }: Endpoint) => `${method.toUpperCase()} ${path}`;

export function callEndpoint(
  app: TestApp,
  params: Record<string, string>,
  { method, path, response }: Endpoint,
  headers: Record<string, string>,
) {
  const url = path.replace(/:(\w+)/g, (_, param: string) => params[param] ?? params['id'] ?? '');
  if (isStream(response)) return beginningOf(`${app.url}${url}`, headers);
  const request = app.http[method](url).set(headers);
  return method === 'get' ? request : request.send({});
}

/** The refusal a caller must get, or null for one who is let in. */
function expectedRefusal({ access, path, scope }: Endpoint, { type, scopes: allowed }: Caller): object | null {
  if (access === 'public') return null;
  if (type === 'integration') {
    return scope && allowed?.includes(scope) ? null : { status: 403, body: scopeMissing };
  }
  if (type !== 'nobody' && access.includes(type)) return null;
  // The console knows sessions alone: to it, a token is as good as nothing.
  if (/^\/(admin|api\/users)\b/.test(path)) return { status: expect.toSatisfy((s) => s === 401 || s === 403) };
  if (type === 'nobody') return { status: 401, body: invalidToken };
  return type === 'anonymous' ? { status: 401, body: tokenRequired } : { status: 403, body: wrongRole };
}

/** That this caller was let in or refused as the endpoint declares. */
export function expectAsDeclared(
  endpoint: Endpoint,
  caller: Caller,
  { status, body }: { status: number; body: { error?: unknown } | undefined },
): void {
  const refusal = expectedRefusal(endpoint, caller);
  if (refusal) {
    expect({ status, body }, caller.name).toMatchObject(refusal);
    return;
  }
  expect(status, caller.name).toBeLessThan(500);
  const error = String(body?.error);
  expect([tokenRequired.error, invalidToken.error, wrongRole.error], caller.name).not.toContain(error);
}

// What the contract opens to callers without a login. A new open route has to be entered here, knowingly.
export const OPEN = [
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
export const CLOSED: [RegExp, readonly string[]][] = [
  [/ \/auth\//, ['customer']],
  [/^(PUT|DELETE) \/api\/orders\/:id$/, ['customer']],
  [/^POST \/api\/orders\/:id\/tracking-link$/, ['customer', 'employee', 'admin']],
  [/^GET \/api\/orders/, ['customer', 'employee', 'admin']],
  [/ \/employee\//, ['employee', 'admin']],
  [/ \/worker\//, ['worker', 'employee']],
  [/^GET \/api\/events/, ['customer', 'employee', 'worker', 'admin']],
  [/^GET \/api\/deliveries/, ['employee', 'admin']],
  [/ \/(admin|api\/users)\b/, ['admin']],
];
