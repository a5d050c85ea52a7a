import { createHmac } from 'node:crypto';
import supertest from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../../src/app.js';
import { createDeps } from '../../src/deps.js';
import { type Cookies, isLoggedIn } from '../support/admins.js';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder } from '../support/builders.js';
import { ADMIN, aCustomer, anAdmin, aWorker } from '../support/clients.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const sessions = () => app.deps.db.session.count();
const logIn = (headers: Partial<Cookies> = {}) => app.http.post('/admin/login').set(headers).send(ADMIN);
const cookieOf = (response: { headers: Record<string, unknown> }): Cookies => ({
  Cookie: String(response.headers['set-cookie']).split(';')[0] ?? '',
});

/** A cookie signed as the server signs its own. */
function signed(id: string): Cookies {
  const secret = app.deps.config.sessionSecrets[0] ?? '';
  const signature = createHmac('sha256', secret).update(id).digest('base64').replace(/=+$/, '');
  return { Cookie: `session=${encodeURIComponent(`s:${id}.${signature}`)}` };
}

test('every login gets a new session id, and the one it came with is dead', async () => {
  const first = await logIn();
  const second = await logIn(cookieOf(first));

  expect(cookieOf(second)).not.toEqual(cookieOf(first));
  expect(await isLoggedIn(app, cookieOf(first))).toBe(false);
  expect(await isLoggedIn(app, cookieOf(second))).toBe(true);
});

test('a failed login leaves the session it came with alone', async () => {
  const admin = await anAdmin(app);

  await app.http.post('/admin/login').set(admin).send({ username: 'admin', password: 'wrong' });

  expect(await isLoggedIn(app, admin)).toBe(true);
});

test.each([
  ['unsigned', () => ({ Cookie: 'session=planted' })],
  ['with a made-up signature', () => ({ Cookie: 'session=s%3Aplanted.c2lnbmF0dXJl' })],
  ['signed with our own secret', () => signed('planted')],
])('a planted session id, %s, is never adopted', async (_, plant) => {
  const planted = plant();

  const response = await logIn(planted);

  expect(response.status).toBe(200);
  expect(String(response.headers['set-cookie'])).not.toContain('planted');
  expect(await isLoggedIn(app, planted)).toBe(false);
  expect(await isLoggedIn(app, cookieOf(response))).toBe(true);
});

test('the database never holds the id that the cookie carries', async () => {
  const { Cookie } = await anAdmin(app);
  const id = /^session=s:(.*)\./.exec(decodeURIComponent(Cookie))?.[1] ?? '';

  expect(id.length).toBeGreaterThanOrEqual(32);
  expect(JSON.stringify(await app.deps.db.session.findMany())).not.toContain(id);
});

test('guests and holders of tokens get no cookie and make no session', async () => {
  const [customer, worker] = [await aCustomer(app), await aWorker(app, 'EMPLOYEE')];
  const before = await sessions();

  const calls = Array.from({ length: 20 }, () => [
    app.http.get('/ping'),
    app.http.get('/api/services'),
    app.http.get('/admin/api/me'),
    app.http.get('/admin/login'),
    app.http.get('/admin'),
    app.http.get('/auth/me').set(customer.as()),
    app.http.get('/admin/api/services').set(worker.as()),
    app.http.get('/admin/api/me').set('Cookie', 'session=planted; other=1'),
    app.http.get('/admin/api/me').set(signed('planted')),
    app.http.post('/admin/login').send({ username: 'admin', password: 'wrong' }),
  ]).flat();
  const answers = await Promise.all(calls);

  expect(answers.filter((answer) => answer.headers['set-cookie'] !== undefined)).toEqual([]);
  expect(await sessions()).toBe(before);
});

test('a session outlives the process it was made in, and ends for all of them at once', async () => {
  const admin = await anAdmin(app);
  const next = createDeps(app.deps.config);
  try {
    await next.readiness.untilReady();
    const http = supertest(createApp(next));

    expect((await http.get('/admin/api/me').set(admin)).status).toBe(200);
    expect((await http.post('/admin/logout').set(admin)).status).toBe(200);
    expect(await isLoggedIn(app, admin)).toBe(false);
  } finally {
    await next.close();
  }
});

test('a secret that signs no longer still opens sessions while it is listed, and not after', async () => {
  const admin = await anAdmin(app);
  const old = app.deps.config.sessionSecrets;
  const fresh = 'the secret that came after the first one';
  for (const [sessionSecrets, status] of [
    [[fresh, ...old], 200],
    [[fresh], 401],
  ] as const) {
    const next = createDeps({ ...app.deps.config, sessionSecrets: [...sessionSecrets] });
    try {
      await next.readiness.untilReady();
      const response = await supertest(createApp(next)).get('/admin/api/me').set(admin);
      expect(response.status).toBe(status);
    } finally {
      await next.close();
    }
  }
});

test('an answer that sets the cookie is kept by no cache, whatever its route says', async () => {
  const admin = await anAdmin(app);
  const { order } = await anOrder(app);

  const [guest, staff] = [await app.http.get(order.barcodeUrl), await app.http.get(order.barcodeUrl).set(admin)];

  expect(guest.headers['cache-control']).toContain('public');
  expect(guest.headers['set-cookie']).toBeUndefined();
  expect(staff.headers['set-cookie']).toBeDefined();
  expect(staff.headers['cache-control']).toBe('no-store');
});
