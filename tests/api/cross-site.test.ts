import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Cookies, isLoggedIn } from '../support/admins.js';
import { startApp, type TestApp } from '../support/app.js';
import { aService } from '../support/builders.js';
import { ADMIN, anAdmin, aWorker } from '../support/clients.js';
import { FOREIGN } from '../support/foreign-requests.js';

let app: TestApp;
let admin: Cookies;
beforeAll(async () => {
  app = await startApp({ trustProxy: 0 });
  admin = await anAdmin(app);
});
afterAll(() => app.close());

const OWN: [string, () => Record<string, string>][] = [
  ['curl', () => ({})],
  ['our own page', () => ({ Origin: app.url, 'Sec-Fetch-Site': 'same-origin' })],
  ['our own page in an older browser', () => ({ Origin: app.url })],
  [
    'our own page behind a proxy with a host of its own',
    () => ({
      Origin: 'https://fabclean.example',
      'Sec-Fetch-Site': 'same-origin',
    }),
  ],
  ['the address bar', () => ({ 'Sec-Fetch-Site': 'none' })],
  ['a listed origin', () => ({ Origin: 'http://localhost:5173', 'Sec-Fetch-Site': 'cross-site' })],
];

const refused = { error: 'Forbidden', code: 'auth.cross_site', requestId: expect.any(String) };

describe.each(FOREIGN)('from %s', (_, headersTo) => {
  const headers = () => headersTo(app.url);

  test('no write with the cookie has any effect', async () => {
    const id = await aService(app);
    const order = { name: 'Theirs', price: 1 };

    const answers = [
      await app.http.put(`/admin/api/services/${id}`).set(admin).set(headers()).send({ name: 'Theirs', price: 0 }),
      await app.http.delete(`/admin/api/services/${id}`).set(admin).set(headers()),
      await app.http
        .post('/admin/api/services')
        .set(admin)
        .set(headers())
        .send({ ...order, id: `evil-${id}` }),
      await app.http
        .post('/admin/api/services')
        .set(admin)
        .set(headers())
        .type('form')
        .send({ ...order, id: `e-${id}` }),
      await app.http.post('/admin/api/users').set(admin).set(headers()).send({}),
      await app.http.post('/admin/logout').set(admin).set(headers()),
      await app.http.post('/admin/logout').set(admin).set(headers()).type('form').send(''),
    ];

    for (const { status, body } of answers) expect([status, body]).toEqual([403, refused]);
    const service = await app.deps.db.service.findUnique({ where: { id } });
    expect(service).toMatchObject({ name: `Service ${id}`, priceMinor: 12_345n, deletedAt: null });
    expect(await app.deps.db.service.count({ where: { name: 'Theirs' } })).toBe(0);
    expect(await isLoggedIn(app, admin)).toBe(true);
  });

  test('nobody is logged in', async () => {
    const before = await app.deps.db.session.count();

    const answers = [
      await app.http.post('/admin/login').set(headers()).send(ADMIN),
      await app.http.post('/admin/login').set(headers()).type('form').send(ADMIN),
    ];

    for (const { status, body, headers: sent } of answers) {
      expect([status, body, sent['set-cookie']]).toEqual([403, refused, undefined]);
    }
    expect(await app.deps.db.session.count()).toBe(before);
  });
});

test.each(OWN)('writes and logins from %s pass', async (_, headers) => {
  const id = await aService(app);

  const json = await app.http.post('/admin/login').set(headers()).send(ADMIN);
  const form = await app.http.post('/admin/login').set(headers()).type('form').send(ADMIN);
  const write = await app.http.put(`/admin/api/services/${id}`).set(admin).set(headers()).send({ price: 9 });

  expect([json.status, form.status, write.status]).toEqual([200, 302, 200]);
});

test('reading is open to any site a cookie gets to', async () => {
  const response = await app.http.get('/admin/api/me').set(admin).set('Sec-Fetch-Site', 'cross-site');

  expect(response.status).toBe(200);
});

test('a token is no cookie: no site sends it unasked', async () => {
  const employee = await aWorker(app, 'EMPLOYEE');

  const response = await app.http.post('/employee/logout').set(employee.as()).set('Sec-Fetch-Site', 'cross-site');

  expect(response.status).toBe(200);
});

test('behind a trusted proxy our origin is the host that it was asked for', async () => {
  const proxied = await startApp({ trustProxy: 1 });
  try {
    const from = (origin: string) =>
      proxied.http
        .post('/admin/login')
        .set({ Origin: origin, 'X-Forwarded-Host': 'FabClean.example', 'X-Forwarded-Proto': 'https' })
        .send(ADMIN);

    expect((await from('https://fabclean.example')).status).toBe(200);
    expect((await from('https://evil.example')).status).toBe(403);
    expect((await from(proxied.url)).status).toBe(403);
  } finally {
    await proxied.close();
  }
});
