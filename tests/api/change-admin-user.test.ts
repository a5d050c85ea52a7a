import { afterAll, beforeAll, expect, test } from 'vitest';
import { ADMIN_PASSWORD, anAdminAccount, anotherAdmin, type Cookies, isLoggedIn } from '../support/admins.js';
import { startApp, type TestApp } from '../support/app.js';
import { anEmail } from '../support/builders.js';
import { anAdmin } from '../support/clients.js';
import { INVALID_SENTENCE } from '../support/error-shape.js';

let app: TestApp;
let admin: Cookies;
beforeAll(async () => {
  app = await startApp();
  admin = await anAdmin(app);
});
afterAll(() => app.close());

const PATH = '/admin/api/users';
const change = (id: number, body: object, by = admin) => app.http.put(`${PATH}/${id}`).set(by).send(body);
const logIn = (username: string, password: string) => app.http.post('/admin/login').send({ username, password });
const row = (id: number) => app.deps.db.adminUser.findUniqueOrThrow({ where: { id } });

test('a change touches what it names and no session', async () => {
  const { user, as } = await anotherAdmin(app, admin);
  const before = await row(user.id);

  const renamed = await change(user.id, { name: 'Lata N.', password: '', id: 1, createdAt: 'x' });
  const untouched = await change(user.id, { password: null });

  expect(renamed.status).toBe(200);
  expect(renamed.body).toEqual({ ...user, name: 'Lata N.' });
  expect(untouched.body).toEqual(renamed.body);
  expect(await row(user.id)).toMatchObject({
    passwordHash: before.passwordHash,
    sessionVersion: before.sessionVersion,
  });
  expect(await isLoggedIn(app, as)).toBe(true);
});

test.each([
  ['a short password', { password: 'short' }, INVALID_SENTENCE],
  ['a blank password', { password: ' '.repeat(12) }, 'Missing fields'],
  ['no name', { name: null }, 'Missing fields'],
  ['an e-mail that is none', { email: 'x' }, INVALID_SENTENCE],
])('an account cannot be changed to %s', async (_, body, error) => {
  const { user, as } = await anotherAdmin(app, admin);
  const before = await row(user.id);

  const response = await change(user.id, body);

  expect([response.status, response.body.error]).toEqual([400, error]);
  expect(await row(user.id)).toEqual(before);
  expect(await isLoggedIn(app, as)).toBe(true);
});

test('a new password ends all sessions of that admin at once, and nobody else’s', async () => {
  const { user, as } = await anotherAdmin(app, admin);
  const second = await anAdmin(app, { username: user.email, password: ADMIN_PASSWORD });
  const bystander = await anotherAdmin(app, admin);

  const response = await change(user.id, { password: 'an altogether new one' });

  expect(response.status).toBe(200);
  expect([await isLoggedIn(app, as), await isLoggedIn(app, second)]).toEqual([false, false]);
  expect([await isLoggedIn(app, bystander.as), await isLoggedIn(app, admin)]).toEqual([true, true]);
  expect(await app.deps.db.session.count({ where: { adminId: user.id } })).toBe(0);
  expect((await logIn(user.username, ADMIN_PASSWORD)).status).toBe(401);
  expect((await logIn(user.username, 'an altogether new one')).status).toBe(200);
});

test('a login that was under way when the password changed or the account went opens nothing', async () => {
  const fates = [
    (id: number) => change(id, { password: 'an altogether new one' }),
    (id: number) => app.http.delete(`${PATH}/${id}`).set(admin),
  ];
  for (const happens of fates) {
    const { user, as } = await anotherAdmin(app, admin);
    const session = await app.deps.db.session.findFirstOrThrow({ where: { adminId: user.id } });

    await happens(user.id);
    // Such a login knows the account as it was, and stores its session last.
    await app.deps.db.session.create({ data: session });

    expect(await isLoggedIn(app, as)).toBe(false);
  }
});

test('who changes their own password logs in again', async () => {
  const { user, as } = await anotherAdmin(app, admin);

  expect((await change(user.id, { password: 'my own new password' }, as)).status).toBe(200);

  expect(await isLoggedIn(app, as)).toBe(false);
});

test('a deleted account is logged out, gone from the list, and frees its e-mail and username', async () => {
  const { user, as } = await anotherAdmin(app, admin);
  const bystander = await anotherAdmin(app, admin);

  const response = await app.http.delete(`${PATH}/${user.id}`).set(admin);

  expect(response.status).toBe(200);
  expect(response.body).toEqual({ message: 'User deleted' });
  expect([await isLoggedIn(app, as), await isLoggedIn(app, bystander.as)]).toEqual([false, true]);
  expect((await logIn(user.username, ADMIN_PASSWORD)).status).toBe(401);
  expect((await logIn(user.email, ADMIN_PASSWORD)).status).toBe(401);
  const ids = (await app.http.get(PATH).set(admin)).body.map((listed: { id: number }) => listed.id);
  expect(ids).not.toContain(user.id);
  expect(ids).toContain(bystander.user.id);
  const again = await anAdminAccount(app, admin, { email: user.email, username: user.username });
  expect(again.id).not.toBe(user.id);
  expect(await isLoggedIn(app, as)).toBe(false);
});

test.each(['0', '999999', '2147483648', 'abc', '-1', '1.5', '%00'])('there is no account %s', async (id) => {
  for (const request of [app.http.put(`${PATH}/${id}`).send({ name: 'X' }), app.http.delete(`${PATH}/${id}`)]) {
    const response = await request.set(admin);
    expect([response.status, response.body.error]).toEqual([404, 'User not found']);
  }
});

test('what was done to an account is on record, without what was written', async () => {
  const user = await anAdminAccount(app, admin);
  await change(user.id, { name: 'Renamed', email: anEmail(), password: 'something else now' });
  await app.http.delete(`${PATH}/${user.id}`).set(admin);

  const me = (await app.http.get('/admin/api/me').set(admin)).body.id;
  const entries = await app.deps.db.auditEntry.findMany({
    where: { entity: 'user', entityId: String(user.id) },
    orderBy: { id: 'asc' },
    select: { actor: true, action: true, detail: true },
  });
  expect(entries).toEqual([
    { actor: `admin:${me}`, action: 'user.created', detail: null },
    { actor: `admin:${me}`, action: 'user.updated', detail: 'name, email, password' },
    { actor: `admin:${me}`, action: 'user.deleted', detail: null },
  ]);
});
