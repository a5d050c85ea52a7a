import { hashSync } from 'bcryptjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { logIn } from '../../src/modules/customers/index.js';
import { startApp, type TestApp } from '../support/app.js';
import { anEmail } from '../support/builders.js';
import { aCustomer, aWorker, PASSWORD } from '../support/clients.js';
import { invalidCredentials } from '../support/told.js';
import { pythonHashes, werkzeugPbkdf2, werkzeugScrypt } from '../support/werkzeug.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ bcryptCost: 5 });
});
afterAll(() => app.close());

const FRESH = /^\$2b\$05\$/;

const customerRow = (id: number) => app.deps.db.customer.findUniqueOrThrow({ where: { id } });
const tryLogIn = (email: string, password: string) => app.http.post('/auth/login').send({ email, password });

async function customerWith(passwordHash: string) {
  const customer = await aCustomer(app);
  await app.deps.db.customer.update({ where: { id: customer.id }, data: { passwordHash } });
  return customer;
}

test.each(pythonHashes)('a password from the older server works: $what', async ({ password, hash }) => {
  const customer = await customerWith(hash);
  const bystander = await customerWith(hash);

  const wrong = await tryLogIn(customer.email, `${password} `);
  const untouched = await customerRow(customer.id);
  const right = await tryLogIn(customer.email, password);
  const renewed = await customerRow(customer.id);
  const again = await tryLogIn(customer.email, password);

  expect([wrong.status, right.status, again.status]).toEqual([401, 200, 200]);
  expect(wrong.body).toMatchObject(invalidCredentials);
  expect(untouched.passwordHash).toBe(hash);
  expect(renewed.passwordHash).toMatch(FRESH);
  expect(renewed.tokenVersion).toBe(untouched.tokenVersion);
  expect((await customerRow(customer.id)).passwordHash).toBe(renewed.passwordHash);
  expect((await customerRow(bystander.id)).passwordHash).toBe(hash);
  expect((await app.http.get('/auth/me').set(customer.as())).status).toBe(200);
});

test('a bcrypt hash that is cheaper than those of today is renewed, and none that is dearer', async () => {
  const cheap = await customerWith(hashSync(PASSWORD, 4));
  const dear = await customerWith(hashSync(PASSWORD, 6));
  const before = await customerRow(dear.id);

  expect((await tryLogIn(cheap.email, PASSWORD)).status).toBe(200);
  expect((await tryLogIn(dear.email, PASSWORD)).status).toBe(200);

  expect((await customerRow(cheap.id)).passwordHash).toMatch(FRESH);
  expect((await customerRow(dear.id)).passwordHash).toBe(before.passwordHash);
});

test('workers and admins keep their passwords too, and their tokens', async () => {
  const worker = await aWorker(app, 'EMPLOYEE');
  await app.deps.db.worker.update({ where: { id: worker.id }, data: { passwordHash: werkzeugScrypt(PASSWORD) } });
  const username = `older-${worker.id}`;
  const { id } = await app.deps.db.adminUser.create({
    data: { name: 'Older', username, email: anEmail(), passwordHash: werkzeugPbkdf2(PASSWORD) },
  });

  for (let time = 0; time < 2; time += 1) {
    const employee = await app.http.post('/employee/login').send({ email: worker.email, password: PASSWORD });
    const admin = await app.http.post('/admin/login').send({ username, password: PASSWORD });
    expect([employee.status, admin.status]).toEqual([200, 200]);
  }

  expect((await app.deps.db.worker.findUniqueOrThrow({ where: { id: worker.id } })).passwordHash).toMatch(FRESH);
  const admin = await app.deps.db.adminUser.findUniqueOrThrow({ where: { id } });
  expect(admin.passwordHash).toMatch(FRESH);
  expect(admin.sessionVersion).toBe(0);
  expect((await app.http.get('/employee/api/orders').set(worker.as())).status).toBe(200);
});

test('a password changed while the old hash is being renewed stays', async () => {
  const customer = await customerWith(werkzeugPbkdf2(PASSWORD));
  const passwords = {
    ...app.deps.passwords,
    hash: async (password: string) => {
      await app.deps.db.customer.update({ where: { id: customer.id }, data: { passwordHash: 'set meanwhile' } });
      return app.deps.passwords.hash(password);
    },
  };

  await logIn({ ...app.deps, passwords }, { email: customer.email, password: PASSWORD });

  expect((await customerRow(customer.id)).passwordHash).toBe('set meanwhile');
});

test('a password longer than bcrypt takes still works, with the hash it came with', async () => {
  const long = 'correct horse '.repeat(8);
  const hash = werkzeugPbkdf2(long);
  const customer = await customerWith(hash);

  expect((await tryLogIn(customer.email, long)).status).toBe(200);
  expect((await tryLogIn(customer.email, `${long}x`)).status).toBe(401);
  expect((await customerRow(customer.id)).passwordHash).toBe(hash);
});

const key = 'ab'.repeat(32);
test.each([
  ['iterations for hours', `pbkdf2:sha256:999999999$salt$${key}`],
  ['no iteration', `pbkdf2:sha256:0$salt$${key}`],
  ['a negative number', `pbkdf2:sha256:-1$salt$${key}`],
  ['memory for a thousand', `scrypt:1073741824:8:1$salt$${key}${key}`],
  ['lanes for hours', `scrypt:1024:8:9999$salt$${key}${key}`],
  ['N that is no power of two', `scrypt:1000:8:1$salt$${key}${key}`],
  ['a short key', 'pbkdf2:sha256:1000$salt$ab'],
  ['an empty key', 'pbkdf2:sha256:1000$salt$'],
  ['a salt without end', `pbkdf2:sha256:1000$${'s'.repeat(5_000)}$${key}`],
  ['an unknown digest', `pbkdf2:md5:1000$salt$${key}`],
  ['plain text', PASSWORD],
  ['bcrypt for years', `$2b$31$${'.'.repeat(53)}`],
  ['nothing', ''],
])('a stored hash with %s lets nobody in and stops nothing', async (_, hash) => {
  const customer = await customerWith(hash);

  const response = await tryLogIn(customer.email, PASSWORD);

  expect(response.status).toBe(401);
  expect(response.body).toMatchObject(invalidCredentials);
  expect((await customerRow(customer.id)).passwordHash).toBe(hash);
});
