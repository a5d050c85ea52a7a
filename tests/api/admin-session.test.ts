import { afterAll, beforeAll, expect, test } from 'vitest';
import { anotherAdmin, type Cookies, isLoggedIn } from '../support/admins.js';
import { startApp, type TestApp } from '../support/app.js';
import { ADMIN, anAdmin } from '../support/clients.js';
import { INVALID_SENTENCE } from '../support/error-shape.js';
import { invalidCredentials, refusal } from '../support/told.js';
import { unfinishedWrite } from '../support/unfinished.js';

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

test('an admin logs in with a session cookie that no script and no other site gets at', async () => {
  const response = await logIn();

  expect(response.status).toBe(200);
  expect(response.body).toEqual({ message: 'Admin login successful' });
  const cookie = String(response.headers['set-cookie']);
  expect(cookie).toMatch(/^session=[^;]{40,}; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/);
  expect(response.headers['cache-control']).toBe('no-store');
  expect(await isLoggedIn(app, cookieOf(response))).toBe(true);
});

test('a wrong password, an unknown name and a deleted admin are refused alike', async () => {
  const admin = await anAdmin(app);
  const { user } = await anotherAdmin(app, admin);
  await app.http.delete(`/admin/api/users/${user.id}`).set(admin);
  const before = await sessions();

  const answers = await Promise.all(
    [ADMIN.username, 'nobody', user.username, user.email].map((username) =>
      app.http.post('/admin/login').send({ username, password: 'not the password' }),
    ),
  );

  const [first] = answers.map(refusal);
  expect(first).toMatchObject({ status: 401, body: invalidCredentials });
  for (const answer of answers) expect(refusal(answer)).toEqual(first);
  expect(await sessions()).toBe(before);
});

test.each([
  ['nothing', {}, 'Missing fields'],
  ['an empty name', { username: ' ', password: 'x' }, 'Missing fields'],
  ['a name that is no text', { username: { $ne: '' }, password: 'x' }, INVALID_SENTENCE],
  ['a NUL in the name', { username: 'admin\0', password: 'x' }, INVALID_SENTENCE],
])('a login with %s is bad input', async (_, body, error) => {
  const response = await app.http.post('/admin/login').send(body);

  expect([response.status, response.body.error]).toEqual([400, error]);
  expect(response.headers['set-cookie']).toBeUndefined();
});

test('a login that is neither JSON nor a form is told so', async () => {
  const response = await app.http.post('/admin/login').type('text/plain').send('username=admin');

  expect([response.status, response.body.error]).toEqual([400, 'Expected JSON']);
});

test('without a session the console says Unauthorized', async () => {
  for (const path of ['/admin/api/me', '/admin/api/transit-batches']) {
    const response = await app.http.get(path);
    expect([response.status, response.body.error]).toEqual([401, 'Unauthorized']);
  }
});

test('logging out ends the session for good, and no other', async () => {
  const [admin, elsewhere] = [await anAdmin(app), await anAdmin(app)];

  const out = await app.http.post('/admin/logout').set(admin);
  const twice = await app.http.post('/admin/logout').set(admin);

  expect([out.status, out.body]).toEqual([200, { message: 'Admin logged out' }]);
  expect([twice.status, twice.body.error]).toEqual([401, 'Unauthorized']);
  expect([await isLoggedIn(app, admin), await isLoggedIn(app, elsewhere)]).toEqual([false, true]);
});

test('a write that began before the logout and ends after it does not bring the session back', async () => {
  const admin = await anAdmin(app);
  const write = await unfinishedWrite(app, '/admin/api/services', admin, { name: 'Curtains', price: 10 });

  const out = await app.http.post('/admin/logout').set(admin);
  await write.finish();

  expect(out.status).toBe(200);
  expect(await isLoggedIn(app, admin)).toBe(false);
});

test('requests under way while an admin logs out do not bring the session back', async () => {
  const admin = await anAdmin(app);
  const read = () => app.http.get('/admin/api/services').set(admin);

  const [out] = await Promise.all([
    Promise.resolve().then(() => app.http.post('/admin/logout').set(admin)),
    ...Array.from({ length: 30 }, read),
  ]);

  expect(out.status).toBe(200);
  expect((await read()).status).toBe(401);
  expect(await isLoggedIn(app, admin)).toBe(false);
});
