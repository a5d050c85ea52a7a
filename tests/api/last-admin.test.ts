import { afterEach, beforeEach, expect, test } from 'vitest';
import { seed } from '../../src/seed.js';
import { anAdminAccount, anotherAdmin, type Cookies, isLoggedIn } from '../support/admins.js';
import { startApp, type TestApp } from '../support/app.js';
import { anEmail } from '../support/builders.js';
import { ADMIN, anAdmin } from '../support/clients.js';

// How many admins there are is the question here: every test has a database of its own.
let app: TestApp;
let admin: Cookies;
let adminId: number;
beforeEach(async () => {
  app = await startApp();
  admin = await anAdmin(app);
  adminId = (await app.http.get('/admin/api/me').set(admin)).body.id;
});
afterEach(() => app.close());

const remove = (id: number, by: Cookies) => app.http.delete(`/admin/api/users/${id}`).set(by);
const living = () => app.deps.db.adminUser.count({ where: { deletedAt: null } });

test('the last admin stays, logged in', async () => {
  const response = await remove(adminId, admin);

  expect(response.status).toBe(409);
  expect(response.body).toMatchObject({ error: 'The last admin cannot be deleted', code: 'user.last_admin' });
  expect(await isLoggedIn(app, admin)).toBe(true);
  expect(await app.deps.db.adminUser.findUnique({ where: { id: adminId } })).toMatchObject({ username: 'admin' });
});

test('an admin may delete their own account while there is another', async () => {
  const other = await anotherAdmin(app, admin);

  expect((await remove(adminId, admin)).status).toBe(200);

  expect([await isLoggedIn(app, admin), await isLoggedIn(app, other.as)]).toEqual([false, true]);
  expect((await remove(other.user.id, other.as)).status).toBe(409);
});

test('of two admins who delete each other at the same moment one stays', async () => {
  for (let round = 0; round < 10; round += 1) {
    const [first] = await app.deps.db.adminUser.findMany({ where: { deletedAt: null } });
    const other = await anotherAdmin(app, admin);

    const answers = await Promise.all([remove(other.user.id, admin), remove(first?.id ?? 0, other.as)]);

    const statuses = answers.map((answer) => answer.status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect([401, 409]).toContain(statuses.find((status) => status !== 200));
    expect(await living()).toBe(1);
    if (statuses[1] === 200) admin = other.as;
    expect(await isLoggedIn(app, admin)).toBe(true);
  }
});

test('when all twenty admins are deleted at once somebody stays', async () => {
  const users = await Promise.all(Array.from({ length: 19 }, () => anAdminAccount(app, admin)));

  const answers = await Promise.all([...users.map((user) => user.id), adminId].map((id) => remove(id, admin)));

  expect(await living()).toBeGreaterThan(0);
  const deleted = answers.filter((answer) => answer.status === 200).length;
  expect(await living()).toBe(20 - deleted);
  expect(answers.every((answer) => [200, 401, 409].includes(answer.status))).toBe(true);
});

test('of twenty accounts opened at once with one e-mail exactly one is made', async () => {
  const email = anEmail();
  const body = (n: number) => ({ name: `Twin ${n}`, email, username: `twin-${n}`, password: 'a password for twins' });

  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) => app.http.post('/admin/api/users').set(admin).send(body(n))),
  );

  expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
  expect(answers.filter((answer) => answer.status === 400 && answer.body.error === 'Email exists')).toHaveLength(19);
  expect(await living()).toBe(2);
});

test('seeding brings no deleted admin back', async () => {
  await anotherAdmin(app, admin);
  await remove(adminId, admin);

  const seeded = await seed(app.deps.config);

  expect(seeded.generatedPassword).toBeNull();
  expect(await living()).toBe(1);
  expect((await app.http.post('/admin/login').send(ADMIN)).status).toBe(401);
});
