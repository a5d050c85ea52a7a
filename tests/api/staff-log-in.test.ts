import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { aCustomer, aWorker, bearer, PASSWORD } from '../support/clients.js';
import { invalidCredentials, invalidToken, refusal, wrongRole } from '../support/told.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const portals = ['/employee/login', '/worker/login'];
const logIn = (portal: string, email: string, password = PASSWORD) => app.http.post(portal).send({ email, password });

test.each([
  ['EMPLOYEE', '/employee/login'],
  ['EMPLOYEE', '/worker/login'],
  ['WORKER', '/worker/login'],
] as const)('a worker of role %s gets in at %s', async (role, portal) => {
  const worker = await aWorker(app, role);

  const response = await logIn(portal, ` ${worker.email.toUpperCase()}`);

  expect(response.status).toBe(200);
  expect(response.body).toEqual({
    token: expect.any(String),
    expiresAt: expect.any(String),
    worker: {
      id: worker.id,
      name: 'Ravi Das',
      email: worker.email,
      role: role.toLowerCase(),
      active: true,
      createdAt: expect.any(String),
    },
  });
});

test('outside production the documented first employee gets in', async () => {
  const response = await logIn('/employee/login', 'emp@emp.com', 'emp');

  expect(response.status).toBe(200);
  expect(response.body.worker).toMatchObject({ name: 'Employee', email: 'emp@emp.com', role: 'employee' });
});

test('every refused staff login looks the same, whatever is wrong with it', async () => {
  const [known, inactive, deleted] = [
    await aWorker(app, 'EMPLOYEE'),
    await aWorker(app, 'EMPLOYEE'),
    await aWorker(app, 'EMPLOYEE'),
  ];
  const deliveryWorker = await aWorker(app, 'WORKER');
  const customer = await aCustomer(app);
  await app.deps.db.worker.update({ where: { id: inactive.id }, data: { active: false } });
  await app.deps.db.worker.update({ where: { id: deleted.id }, data: { deletedAt: new Date() } });

  const refused = [await logIn('/employee/login', deliveryWorker.email)];
  for (const portal of portals) {
    refused.push(
      await logIn(portal, 'nobody@example.com'),
      await logIn(portal, known.email, 'wrong password'),
      await logIn(portal, known.email, 'x'.repeat(73)),
      await logIn(portal, inactive.email),
      await logIn(portal, deleted.email),
      await logIn(portal, customer.email),
      await logIn(portal, 'emp'),
    );
  }

  const [first, ...others] = refused.map(refusal);
  expect(first).toMatchObject({ status: 401, body: invalidCredentials });
  for (const other of others) expect(other).toEqual(first);
});

test.each(portals)('%s names the missing fields and wants JSON', async (portal) => {
  const missing = await app.http.post(portal).send({ email: ' ' });
  const form = await app.http.post(portal).type('form').send({ email: 'emp@emp.com', password: 'emp' });

  expect(missing.status).toBe(400);
  expect(missing.body.error).toBe('Missing fields');
  expect(missing.body.details.map((detail: { path: string }) => detail.path)).toEqual(['email', 'password']);
  expect(form.status).toBe(400);
  expect(form.body.error).toBe('Expected JSON');
});

test('a worker’s other role counts from the next request on, with the same token', async () => {
  const demoted = await aWorker(app, 'EMPLOYEE');
  const promoted = await aWorker(app, 'WORKER');
  const list = (token: string) => app.http.get('/api/orders').query({ email: 'a@example.com' }).set(bearer(token));
  expect((await list(demoted.token)).status).toBe(200);
  expect((await list(promoted.token)).status).toBe(403);

  await app.deps.db.worker.update({ where: { id: demoted.id }, data: { role: 'WORKER' } });
  await app.deps.db.worker.update({ where: { id: promoted.id }, data: { role: 'EMPLOYEE' } });

  const refused = await list(demoted.token);
  expect(refused.status).toBe(403);
  expect(refused.body).toMatchObject(wrongRole);
  expect((await list(promoted.token)).status).toBe(200);
});

test.each([
  ['switched off', { active: false }],
  ['deleted', { deletedAt: new Date() }],
  ['given a new token version', { tokenVersion: { increment: 1 } }],
])('the tokens of a worker who was %s die at once, and a colleague’s lives on', async (_, data) => {
  const worker = await aWorker(app, 'EMPLOYEE');
  const colleague = await aWorker(app, 'EMPLOYEE');

  await app.deps.db.worker.update({ where: { id: worker.id }, data });

  const list = (token: string) => app.http.get('/api/orders').query({ email: 'a@example.com' }).set(bearer(token));
  const refused = await list(worker.token);
  expect(refused.status).toBe(401);
  expect(refused.body).toMatchObject(invalidToken);
  expect((await list(colleague.token)).status).toBe(200);
});
