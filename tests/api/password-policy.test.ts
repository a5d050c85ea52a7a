import { afterAll, beforeAll, expect, test } from 'vitest';
import { ADMIN_PASSWORD, anAdminAccount, type Cookies } from '../support/admins.js';
import { startApp, type TestApp } from '../support/app.js';
import { aCustomer, anAdmin, aWorker, PASSWORD } from '../support/clients.js';
import { expectRefusal, INVALID } from '../support/error-shape.js';

let app: TestApp;
let admin: Cookies;
beforeAll(async () => {
  app = await startApp();
  admin = await anAdmin(app);
});
afterAll(() => app.close());

const COMMON = 'is one of the most common passwords';
const PRODUCT = 'must not be made of words of this product';
const OWN = 'must not be made of your name or e-mail';
let serial = 0;
/** Letters and digits that no other test has. */
const unique = () => {
  serial += 1;
  return `meera${serial}x`;
};
const signUp = (email: string, password: string, name = 'Asha Iyer-Rao') =>
  app.http.post('/auth/signup').send({ name, email, phone: '+91 98000 00001', password });

test.each([
  ['12345678', COMMON],
  ['password1', COMMON],
  ['PassWord1', COMMON],
  ['iloveyou', COMMON],
  ['1qaz2wsx', COMMON],
  ['fabclean', PRODUCT],
  ['Fab-Clean 2026!', PRODUCT],
  ['laundry123', PRODUCT],
  ['DryCleaning', PRODUCT],
  ['cleanclean', PRODUCT],
])('the password %s is refused at sign-up: it %s', async (password, problem) => {
  const email = `${unique()}@example.com`;

  const response = await signUp(email, password);

  expectRefusal(response, { ...INVALID, details: [['password', problem]] });
  expect(await app.deps.db.customer.count({ where: { email } })).toBe(0);
});

test.each([
  (email: string) => email,
  (email: string) => email.toUpperCase(),
  (email: string) => `${email.split('@')[0]}2026`,
  () => 'ashaiyerrao',
  () => 'Iyer.Asha.99',
  () => 'asha-fabclean',
])('a password made of the owner’s own name or e-mail is refused at sign-up (%#)', async (passwordFor) => {
  const email = `${unique()}@mail.example.com`;

  const response = await signUp(email, passwordFor(email));

  expectRefusal(response, { ...INVALID, details: [['password', OWN]] });
});

test.each([
  'aaaaaaaa',
  'zzyzxroad',
  '83920174',
  'only small letters',
  'ASHA likes starch',
  'fabclean is a shop',
  '        x',
  'пароль-чисто',
])('nothing else is asked of a password: %s will do', async (password) => {
  const response = await signUp(`${unique()}@example.com`, password);

  expect(response.status).toBe(201);
});

test('a changed password is held to the same, and the old one stays', async () => {
  const [customer, employee] = [await aCustomer(app, { name: 'Divya Menon' }), await aWorker(app, 'EMPLOYEE')];
  const change = (path: string, of: typeof customer, next: string) =>
    app.http.post(path).set(of.as()).send({ current_password: PASSWORD, new_password: next });

  const answers = [
    await change('/auth/change-password', customer, 'divyamenon1'),
    await change('/employee/change-password', employee, 'Ravi Das Ravi Das'),
  ];
  const common = await change('/employee/change-password', employee, 'qwerty123456');

  for (const answer of answers) expectRefusal(answer, { ...INVALID, details: [['new_password', OWN]] });
  expectRefusal(common, { ...INVALID, details: [['new_password', COMMON]] });
  for (const [path, { email }] of [
    ['/auth/login', customer],
    ['/employee/login', employee],
  ] as const)
    expect((await app.http.post(path).send({ email, password: PASSWORD })).status).toBe(200);
});

test('staff and admins have twelve characters or more, and none of their own words', async () => {
  const post = (path: string, body: object) => app.http.post(path).set(admin).send(body);
  const put = (path: string, body: object) => app.http.put(path).set(admin).send(body);
  const name = 'Lakshmi Krishnan';
  const email = () => `${unique()}@example.com`;
  const user = await anAdminAccount(app, admin, { name });
  const worker = (await post('/admin/api/workers', { name, email: email(), password: ADMIN_PASSWORD })).body;
  const eleven = 'elevenchars';

  const answers = {
    [OWN]: [
      await post('/admin/api/workers', { name, email: email(), password: 'lakshmikrishnan' }),
      await post('/admin/api/users', { name, email: email(), username: unique(), password: 'LakshmiKrishnan1' }),
      await put(`/admin/api/workers/${worker.id}`, { password: 'KrishnanLakshmi' }),
      await put(`/admin/api/users/${user.id}`, { password: 'admin lakshmi 2026' }),
      await put(`/admin/api/users/${user.id}`, { name: 'Somebody Else', password: 'somebody-else-1' }),
    ],
    'must have at least 12 characters': [
      await post('/admin/api/workers', { name, email: email(), password: eleven }),
      await post('/admin/api/users', { name, email: email(), username: unique(), password: eleven }),
      await put(`/admin/api/workers/${worker.id}`, { password: eleven }),
      await put(`/admin/api/users/${user.id}`, { password: eleven }),
    ],
    [PRODUCT]: [await put(`/admin/api/users/${user.id}`, { password: 'fabclean-admin' })],
  };

  for (const [problem, refused] of Object.entries(answers))
    for (const answer of refused) expectRefusal(answer, { ...INVALID, details: [['password', problem]] });
  expect((await app.http.post('/admin/login').send({ username: user.username, password: ADMIN_PASSWORD })).status).toBe(
    200,
  );
});

test('a blank password in an update changes nothing', async () => {
  const user = await anAdminAccount(app, admin);
  const worker = (
    await app.http
      .post('/admin/api/workers')
      .set(admin)
      .send({ name: 'Jaya', email: `${unique()}@example.com`, password: ADMIN_PASSWORD })
  ).body;

  for (const password of ['', null]) {
    const answers = [
      await app.http.put(`/admin/api/users/${user.id}`).set(admin).send({ password, name: 'Lata' }),
      await app.http.put(`/admin/api/workers/${worker.id}`).set(admin).send({ password, name: 'Jaya' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  }

  const [console, portal] = [
    await app.http.post('/admin/login').send({ username: user.username, password: ADMIN_PASSWORD }),
    await app.http.post('/employee/login').send({ email: worker.email, password: ADMIN_PASSWORD }),
  ];
  expect([console.status, portal.status]).toEqual([200, 200]);
});

test('the documented employee of a development database still logs in', async () => {
  const response = await app.http.post('/employee/login').send({ email: 'emp@emp.com', password: 'emp' });

  expect(response.status).toBe(200);
});
