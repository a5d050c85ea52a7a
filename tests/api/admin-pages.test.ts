import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cookies, isLoggedIn } from '../support/admins.js';
import { startApp, type TestApp } from '../support/app.js';
import { ADMIN, aCustomer, anAdmin, aWorker } from '../support/clients.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const POLICY =
  "default-src 'none';script-src 'self';connect-src 'self';style-src 'self';img-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'";
const form = (body: object) => app.http.post('/admin/login').type('form').send(body);

function expectPage(response: { headers: Record<string, unknown>; text: string }): void {
  expect(response.headers).toMatchObject({
    'content-type': expect.stringMatching(/^text\/html; charset=utf-8/i),
    'content-security-policy': POLICY,
    'cache-control': 'no-store',
    // Under `no-referrer` a browser sends the form with `Origin: null`, and the login refuses it.
    'referrer-policy': 'same-origin',
  });
  expect(response.text).not.toMatch(/<script|<style|\son\w+=|\sstyle=|javascript:/i);
}

test('the login page is a plain form', async () => {
  const response = await app.http.get('/admin/login');

  expect(response.status).toBe(200);
  expectPage(response);
  expect(response.text).toMatch(/<form method="post" action="\/admin\/login">/);
  expect(response.text).toMatch(/name="username".*name="password"/s);
  expect(response.text).not.toContain('Invalid credentials');
  expect((await app.http.get('/style.css')).headers['content-type']).toMatch(/^text\/css/);
});

test('the form logs an admin in and leads to the console', async () => {
  const response = await form(ADMIN);

  expect(response.status).toBe(302);
  expect(response.headers['location']).toBe('/admin');
  const session = { Cookie: String(response.headers['set-cookie']).split(';')[0] ?? '' };
  expect(await isLoggedIn(app, session)).toBe(true);
  const console = await app.http.get('/admin').set(session);
  expect(console.status).toBe(200);
  expectPage(console);
  expect((await app.http.get('/admin/orders/some/page').set(session)).status).toBe(200);
});

test.each([
  ['a wrong password', { ...ADMIN, password: 'wrong' }],
  ['a name that is markup', { username: '<script>alert(1)</script>', password: 'wrong' }],
  ['nothing', {}],
  ['the name twice', { username: ['admin', 'admin'], password: ADMIN.password }],
])('the form with %s shows the page again, with the error', async (_, body) => {
  const response = await form(body);

  expect(response.status).toBe(401);
  expectPage(response);
  expect(response.text).toMatch(/role="alert">Invalid credentials</);
  expect(response.headers['set-cookie']).toBeUndefined();
});

test.each(['/admin', '/admin/', '/admin/orders', '/admin/a/b/c', '/admin/index.html', '/admin/apiary'])(
  '%s without a session leads to the login',
  async (path) => {
    const strangers = [{}, (await aCustomer(app)).as(), (await aWorker(app, 'EMPLOYEE')).as()];
    for (const headers of [...strangers, { Cookie: 'session=planted' }, { Authorization: 'Bearer garbage' }]) {
      const response = await app.http.get(path).set(headers);
      expect([response.status, response.headers['location']]).toEqual([302, '/admin/login']);
    }
  },
);

test('the form of the console logs out and leads to the login', async () => {
  const admin = await anAdmin(app);

  const out = await app.http.post('/admin/logout').set(admin).type('form').send('');
  const twice = await app.http.post('/admin/logout').set(admin).type('form').send('');

  expect([out.status, out.headers['location']]).toEqual([302, '/admin/login']);
  expect(await isLoggedIn(app, admin)).toBe(false);
  expect([twice.status, twice.body.error]).toEqual([401, 'Unauthorized']);
});

test.each(['/admin/api', '/admin/api/', '/admin/api/nothing', '/admin/api/a/b', '/admin/API/me', '/admin/api/me/x'])(
  '%s is no page but a 404 in JSON, for everybody',
  async (path) => {
    const callers: (Partial<Cookies> | { Authorization: string })[] = [
      {},
      await anAdmin(app),
      (await aCustomer(app)).as(),
      (await aWorker(app, 'EMPLOYEE')).as(),
    ];
    for (const headers of callers) {
      for (const method of ['get', 'post', 'put', 'delete'] as const) {
        const response = await app.http[method](path).set(headers).set('Accept', 'text/html');
        expect([response.status, response.body.error]).toEqual([404, 'Not found']);
        expect(response.headers['content-type']).toMatch(/^application\/json/);
      }
    }
  },
);

test.each(['/ADMIN/login', '/Admin/login'])('nobody logs in at %s', async (path) => {
  const before = await app.deps.db.session.count();

  for (const type of ['form', 'json']) {
    const response = await app.http.post(path).type(type).send(ADMIN);
    expect([response.status, response.headers['set-cookie']]).toEqual([404, undefined]);
  }

  expect(await app.deps.db.session.count()).toBe(before);
});

test('a form too large to be a login is refused', async () => {
  const response = await form({ ...ADMIN, password: 'x'.repeat(20_000) });

  expect(response.status).toBe(413);
  expect(response.headers['content-type']).toMatch(/^application\/json/);
});
