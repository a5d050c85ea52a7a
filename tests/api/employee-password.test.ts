import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { aWorker, bearer, PASSWORD } from '../support/clients.js';
import { INVALID_SENTENCE } from '../support/error-shape.js';
import { invalidCredentials, invalidToken, wrongRole } from '../support/told.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const NEXT = 'a better password';
const change = (token: string, body: object) =>
  app.http.post('/employee/change-password').set(bearer(token)).send(body);
const logIn = (email: string, password: string) => app.http.post('/employee/login').send({ email, password });
const tracks = (token: string) => app.http.get('/worker/api/tracks').set(bearer(token));

test.each([
  { current_password: PASSWORD, new_password: NEXT },
  { currentPassword: PASSWORD, newPassword: NEXT },
])('a new password ends every older token of the account', async (body) => {
  const [employee, bystander] = [await aWorker(app, 'EMPLOYEE'), await aWorker(app, 'EMPLOYEE')];
  const elsewhere = (await logIn(employee.email, PASSWORD)).body.token;

  const response = await change(employee.token, body);

  expect(response.status).toBe(200);
  expect(response.body).toEqual({ message: 'Password updated successfully' });
  for (const token of [employee.token, elsewhere]) expect((await tracks(token)).body).toMatchObject(invalidToken);
  expect((await logIn(employee.email, PASSWORD)).status).toBe(401);
  expect((await tracks((await logIn(employee.email, NEXT)).body.token)).status).toBe(200);
  expect((await tracks(bystander.token)).status).toBe(200);
});

test('a wrong current password, a short new one or a missing one changes nothing', async () => {
  const employee = await aWorker(app, 'EMPLOYEE');

  const wrong = await change(employee.token, { current_password: NEXT, new_password: NEXT });
  const short = await change(employee.token, { current_password: PASSWORD, new_password: 'elevenchars' });
  const missing = await change(employee.token, { current_password: PASSWORD });

  expect(wrong.status).toBe(401);
  expect(wrong.body).toMatchObject(invalidCredentials);
  expect([short.status, short.body.error]).toEqual([400, INVALID_SENTENCE]);
  expect([missing.status, missing.body.error]).toEqual([400, 'Missing fields']);
  expect((await tracks(employee.token)).status).toBe(200);
  expect((await logIn(employee.email, PASSWORD)).status).toBe(200);
});

test('a delivery worker has no business there', async () => {
  const worker = await aWorker(app, 'WORKER');

  const response = await change(worker.token, { current_password: PASSWORD, new_password: NEXT });

  expect(response.status).toBe(403);
  expect(response.body).toMatchObject(wrongRole);
});

test('of ten changes at once exactly one wins, and only its password works', async () => {
  const employee = await aWorker(app, 'EMPLOYEE');
  const passwords = Array.from({ length: 10 }, (_, n) => `new password no ${n}`);

  const answers = await Promise.all(
    passwords.map((next) => change(employee.token, { current_password: PASSWORD, new_password: next })),
  );

  expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
  expect(answers.filter((answer) => answer.status === 401)).toHaveLength(9);
  const won = answers.findIndex((answer) => answer.status === 200);
  for (const [n, password] of passwords.entries())
    expect((await logIn(employee.email, password)).status).toBe(n === won ? 200 : 401);
});
