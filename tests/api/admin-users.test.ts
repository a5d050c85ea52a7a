import { afterAll, beforeAll, expect, test } from 'vitest';
import { ADMIN_PASSWORD, anAdminAccount, anotherAdmin, type Cookies } from '../support/admins.js';
import { startApp, type TestApp } from '../support/app.js';
import { anEmail } from '../support/builders.js';
import { ADMIN, aCustomer, anAdmin, aWorker } from '../support/clients.js';
import { INVALID_SENTENCE } from '../support/error-shape.js';

let app: TestApp;
let admin: Cookies;
beforeAll(async () => {
  app = await startApp();
  admin = await anAdmin(app);
});
afterAll(() => app.close());

const PATH = '/admin/api/users';
const aBody = (changes: object = {}) => {
  const email = anEmail();
  return { name: 'Lata Nair', email, username: email.slice(0, 20), password: ADMIN_PASSWORD, ...changes };
};
const change = (id: number, body: object, by = admin) => app.http.put(`${PATH}/${id}`).set(by).send(body);
const logIn = (username: string, password: string) => app.http.post('/admin/login').send({ username, password });
const row = (id: number) => app.deps.db.adminUser.findUniqueOrThrow({ where: { id } });

test('an admin sees whose session it is; the first one has no e-mail yet', async () => {
  const response = await app.http.get('/admin/api/me').set(admin);

  expect(response.status).toBe(200);
  expect(response.body).toEqual({
    id: expect.any(Number),
    name: 'admin',
    email: '',
    username: 'admin',
    createdAt: expect.stringMatching(/^\d{4}-.*\.\d{3}Z$/),
  });
});

test.each([PATH, '/api/users'])(
  'an account opened at %s logs in by username and by e-mail, in any case',
  async (path) => {
    const body = aBody();
    const sent = { ...body, email: ` ${body.email.toUpperCase()}`, username: ` ${body.username.toUpperCase()} ` };

    const response = await app.http.post(path).set(admin).send(sent);

    expect(response.status).toBe(201);
    const { name, email, username } = body;
    expect(response.body).toEqual({ id: expect.any(Number), name, email, username, createdAt: expect.any(String) });
    for (const login of [username, email, email.toUpperCase(), ` ${username} `]) {
      const session = await anAdmin(app, { username: login, password: ADMIN_PASSWORD });
      expect((await app.http.get('/admin/api/me').set(session)).body).toEqual(response.body);
    }
    const list = await app.http.get(path).set(admin);
    expect(list.body[0]).toEqual(response.body);
    expect(list.headers['x-total-count']).toBe(String(list.body.length));
    expect(list.text).not.toMatch(/password|hash|\$2/i);
  },
);

test('the list is paged, newest first', async () => {
  const [older, newer] = [await anAdminAccount(app, admin), await anAdminAccount(app, admin)];

  const first = await app.http.get(PATH).query({ limit: 1 }).set(admin);
  const next = /<(.*)>; rel="next"/.exec(first.headers['link'] ?? '')?.[1] ?? '';
  const second = await app.http.get(next).set(admin);

  expect([...first.body, ...second.body]).toEqual([newer, older]);
});

test.each([
  ['nothing at all', {}, 'Missing fields', ['name', 'email', 'username', 'password']],
  ['an empty password', aBody({ password: '' }), 'Missing fields', ['password']],
  ['a blank username', aBody({ username: '  ' }), 'Missing fields', ['username']],
  ['a password of eleven characters', aBody({ password: 'x'.repeat(11) }), INVALID_SENTENCE, ['password']],
  ['a password of 73 bytes', aBody({ password: 'x'.repeat(73) }), INVALID_SENTENCE, ['password']],
  ['no e-mail address', aBody({ email: 'lata' }), INVALID_SENTENCE, ['email']],
  ['an endless username', aBody({ username: 'u'.repeat(101) }), INVALID_SENTENCE, ['username']],
  ['a username with a NUL', aBody({ username: 'a\0b' }), INVALID_SENTENCE, ['username']],
])('an account cannot be opened with %s', async (_, body, error, paths) => {
  const before = await app.deps.db.adminUser.count();

  const response = await app.http.post(PATH).set(admin).send(body);

  expect(response.status).toBe(400);
  expect(response.body.error).toEqual(error);
  expect([...new Set(response.body.details.map((detail: { path: string }) => detail.path))]).toEqual(paths);
  expect(await app.deps.db.adminUser.count()).toBe(before);
});

test('e-mail and username are one account’s, however they are spelt', async () => {
  const user = await anAdminAccount(app, admin);
  const other = await anAdminAccount(app, admin);
  const emailTwin = { email: user.email.toUpperCase() };
  const nameTwin = { username: ` ${user.username.toUpperCase()}` };

  const answers = [
    await app.http.post(PATH).set(admin).send(aBody(emailTwin)),
    await app.http.post(PATH).set(admin).send(aBody(nameTwin)),
    await change(other.id, emailTwin),
    await change(other.id, nameTwin),
  ];

  const email = { error: 'Email exists', code: 'user.email_taken' };
  const username = { error: 'Username exists', code: 'user.username_taken' };
  expect(answers.map((answer) => answer.status)).toEqual([400, 400, 400, 400]);
  expect(answers.map(({ body }) => ({ error: body.error, code: body.code }))).toEqual([
    email,
    username,
    email,
    username,
  ]);
  expect(await row(other.id)).toMatchObject({ email: other.email, username: other.username });
  expect((await change(user.id, { ...emailTwin, ...nameTwin })).status).toBe(200);
});

test('nobody keeps another admin out by taking their e-mail as a username', async () => {
  const user = await anAdminAccount(app, admin);
  await anAdminAccount(app, admin, { username: user.email, password: 'another password of it' });

  expect((await logIn(user.email, ADMIN_PASSWORD)).status).toBe(200);
});

test('accounts of the console are the admins’ alone', async () => {
  const tokens = [await aCustomer(app), await aWorker(app, 'WORKER'), await aWorker(app, 'EMPLOYEE')];
  const { user } = await anotherAdmin(app, admin);
  const before = await app.deps.db.adminUser.count();

  for (const headers of [{}, ...tokens.map((account) => account.as())]) {
    const answers = [
      await app.http.get('/admin/api/me').set(headers),
      await app.http.get(PATH).set(headers),
      await app.http.get('/api/users').set(headers),
      await app.http.post(PATH).set(headers).send(aBody()),
      await app.http.post('/api/users').set(headers).send(aBody()),
      await app.http.put(`${PATH}/${user.id}`).set(headers).send({ password: 'taken over by now' }),
      await app.http.delete(`${PATH}/${user.id}`).set(headers),
    ];
    const refusal = 'Authorization' in headers ? [403, 'Forbidden'] : [401, 'Unauthorized'];
    for (const { status, body } of answers) expect([status, body.error]).toEqual(refusal);
  }

  expect(await app.deps.db.adminUser.count()).toBe(before);
  expect((await logIn(user.username, ADMIN_PASSWORD)).status).toBe(200);
  expect((await logIn(ADMIN.username, ADMIN.password)).status).toBe(200);
});
