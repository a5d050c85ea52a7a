import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anAdmin, aWorker, bearer, PASSWORD } from '../support/clients.js';
import { invalidToken } from '../support/told.js';

let app: TestApp;
let admin: { Cookie: string };
beforeAll(async () => {
  app = await startApp();
  admin = await anAdmin(app);
});
afterAll(() => app.close());

const change = (id: number, body: object) => app.http.put(`/admin/api/workers/${id}`).set(admin).send(body);
const logIn = (email: string, password = PASSWORD) => app.http.post('/worker/login').send({ email, password });
const tracks = (token: string) => app.http.get('/worker/api/tracks').set(bearer(token));

test('what is absent stays, and an empty or null password leaves password and tokens alone', async () => {
  const worker = await aWorker(app, 'WORKER');

  const renamed = await change(worker.id, { name: 'Anil', password: '', tokenVersion: 9, id: 1 });
  const untouched = await change(worker.id, { password: null });

  expect(renamed.status).toBe(200);
  expect(renamed.body).toMatchObject({
    id: worker.id,
    name: 'Anil',
    email: worker.email,
    role: 'worker',
    active: true,
  });
  expect(untouched.body).toEqual(renamed.body);
  expect((await tracks(worker.token)).status).toBe(200);
  expect((await logIn(worker.email)).status).toBe(200);
  expect((await change(worker.id, { name: null })).body.error).toBe('Missing fields');
  expect((await change(worker.id, { password: 'short' })).body.error).toMatch(/^Invalid fields: ./);
});

test('a new password ends the worker’s tokens and the old password, and nobody else’s', async () => {
  const [worker, bystander] = [await aWorker(app, 'WORKER'), await aWorker(app, 'WORKER')];

  const response = await change(worker.id, { password: 'a longer password' });

  expect(response.status).toBe(200);
  expect((await tracks(worker.token)).body).toMatchObject(invalidToken);
  expect((await logIn(worker.email)).status).toBe(401);
  expect((await logIn(worker.email, 'a longer password')).status).toBe(200);
  expect((await tracks(bystander.token)).status).toBe(200);
});

test('a deactivated worker is out at once, and the old token stays dead when they come back', async () => {
  const worker = await aWorker(app, 'WORKER');

  const off = await change(worker.id, { active: false });

  expect(off.body).toMatchObject({ id: worker.id, active: false });
  expect((await tracks(worker.token)).body).toMatchObject(invalidToken);
  expect((await logIn(worker.email)).status).toBe(401);
  expect((await change(worker.id, { active: true })).body.active).toBe(true);
  expect((await tracks(worker.token)).status).toBe(401);
  expect((await logIn(worker.email)).status).toBe(200);
});

test('another role counts from the next request on, with the same token', async () => {
  const worker = await aWorker(app, 'EMPLOYEE');
  const staffList = () => app.http.get('/api/deliveries').set(worker.as());
  expect((await staffList()).status).toBe(200);

  await change(worker.id, { role: 'worker' });

  expect((await staffList()).status).toBe(403);
  expect((await tracks(worker.token)).status).toBe(200);
});
