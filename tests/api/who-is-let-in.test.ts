import { afterAll, beforeAll, expect, test } from 'vitest';
import { anApiKey } from '../support/api-keys.js';
import { startApp, type TestApp } from '../support/app.js';
import { aCustomer, anAdmin, aWorker, bearer } from '../support/clients.js';
import { invalidToken, scopeMissing, tokenRequired, wrongRole } from '../support/told.js';

let app: TestApp;
let callers: Record<'customer' | 'employee' | 'worker' | 'admin', Record<string, string>>;
beforeAll(async () => {
  app = await startApp();
  callers = {
    customer: (await aCustomer(app)).as(),
    employee: (await aWorker(app, 'EMPLOYEE')).as(),
    worker: (await aWorker(app, 'WORKER')).as(),
    admin: await anAdmin(app),
  };
});
afterAll(() => app.close());

// One route of each group of callers: with several of them, of one, and of admins alone.
const ROUTES: [string, (keyof typeof callers)[]][] = [
  ['/auth/me', ['customer']],
  ['/employee/api/orders', ['employee', 'admin']],
  ['/worker/api/tracks', ['worker', 'employee']],
  ['/admin/api/services', ['admin']],
];

test.each(ROUTES)('%s lets in %j and tells the others that it is not for them', async (path, letIn) => {
  for (const [name, headers] of Object.entries(callers)) {
    const { status, body } = await app.http.get(path).set(headers);

    const isLetIn = (letIn as string[]).includes(name);
    expect(status, name).toBe(isLetIn ? 200 : 403);
    if (!isLetIn) expect(body, name).toEqual({ ...wrongRole, requestId: expect.any(String) });
  }
});

test.each(ROUTES)('%s asks a stranger to log in', async (path, letIn) => {
  const { status, body } = await app.http.get(path);

  const isConsole = letIn.length === 1 && letIn[0] === 'admin';
  expect(status).toBe(401);
  expect(body).toEqual({
    ...tokenRequired,
    ...(isConsole ? { error: 'Unauthorized' } : {}),
    requestId: expect.any(String),
  });
});

test('where everybody is let in, a bad credential still is told, and without any it passes', async () => {
  const bad = await app.http.get('/api/services').set(bearer('x.y.z'));
  const none = await app.http.get('/api/services');
  const login = await app.http.post('/auth/login').set(bearer('x.y.z')).send({ email: 'a@example.com', password: 'x' });

  expect([bad.status, none.status]).toEqual([401, 200]);
  expect(bad.body).toEqual({ ...invalidToken, requestId: expect.any(String) });
  expect([login.status, login.body.code]).toEqual([401, 'auth.invalid_credentials']);
});

test('a key opens the routes of its scopes, and is told what it lacks elsewhere', async () => {
  const { key } = await anApiKey(app, ['orders:read', 'services:read']);

  expect((await app.http.get('/admin/api/orders').set(bearer(key))).status).toBe(200);
  for (const [path, message] of [
    ['/admin/api/customers', 'needs the scope customers:read'],
    ['/auth/me', 'is not open to keys'],
  ] as const) {
    const { status, body } = await app.http.get(path).set(bearer(key));
    expect(status).toBe(403);
    expect(body).toEqual({
      ...scopeMissing,
      details: [{ path: 'Authorization', message }],
      requestId: expect.any(String),
    });
  }
});

test('a session without its account, or with a part of its data missing, is no credential', async () => {
  const admin = await anAdmin(app);
  const { db } = app.deps;
  const row = await db.session.findFirstOrThrow({ orderBy: { createdAt: 'desc' } });
  const data = JSON.parse(row.data) as Record<string, unknown>;
  const statusWith = async (changed: Record<string, unknown>) => {
    await db.session.update({ where: { id: row.id }, data: { data: JSON.stringify(changed) } });
    return (await app.http.get('/admin/api/services').set(admin)).status;
  };

  expect(await statusWith(data)).toBe(200);
  for (const part of ['adminId', 'version', 'loggedInAt']) {
    expect(await statusWith({ ...data, [part]: undefined }), part).toBe(401);
  }
  expect(await statusWith({ ...data, version: Number(data['version']) + 1 })).toBe(401);
  expect(await statusWith({ ...data, adminId: 2_000_000 })).toBe(401);
});
