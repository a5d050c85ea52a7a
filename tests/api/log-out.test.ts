import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { type Account, aCustomer, aWorker, bearer, PASSWORD } from '../support/clients.js';
import { invalidToken, wrongRole } from '../support/told.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const portals: [string, string, string, (app: TestApp) => Promise<Account>][] = [
  ['customer', '/auth/login', '/auth/logout', aCustomer],
  ['employee', '/employee/login', '/employee/logout', (on) => aWorker(on, 'EMPLOYEE')],
  ['delivery worker', '/worker/login', '/worker/logout', (on) => aWorker(on, 'WORKER')],
];

test.each(portals)('logging a %s out ends this token and no other', async (_, logIn, logOut, anAccount) => {
  const account = await anAccount(app);
  const { body } = await app.http.post(logIn).send({ email: account.email, password: PASSWORD });
  const colleague = await anAccount(app);

  const response = await app.http.post(logOut).set(account.as());

  expect(response.status).toBe(200);
  expect(response.body).toEqual({ message: 'Logged out' });
  const replayed = await app.http.post(logOut).set(account.as());
  expect(replayed.status).toBe(401);
  expect(replayed.body).toEqual({ ...invalidToken, requestId: expect.any(String) });
  expect((await app.http.get('/api/services').set(account.as())).status).toBe(401);
  for (const token of [body.token, colleague.token]) {
    expect((await app.http.get('/api/services').set(bearer(token))).status).toBe(200);
  }
});

test('of many log-outs of one token at once every one answers 200 or 401, and the token is dead', async () => {
  const customer = await aCustomer(app);

  const responses = await Promise.all(
    Array.from({ length: 6 }, () => app.http.post('/auth/logout').set(customer.as())),
  );

  const statuses = responses.map((response) => response.status);
  expect(statuses).toContain(200);
  expect(statuses.filter((status) => status !== 200 && status !== 401)).toEqual([]);
  expect((await app.http.get('/auth/me').set(customer.as())).status).toBe(401);
});

test('a token is not ended at the portal of another role', async () => {
  const customer = await aCustomer(app);
  const worker = await aWorker(app, 'WORKER');

  const refused = [
    await app.http.post('/employee/logout').set(customer.as()),
    await app.http.post('/worker/logout').set(customer.as()),
    await app.http.post('/auth/logout').set(worker.as()),
    await app.http.post('/employee/logout').set(worker.as()),
  ];

  for (const response of refused) {
    expect(response.status).toBe(403);
    expect(response.body).toMatchObject(wrongRole);
  }
  expect((await app.http.get('/auth/me').set(customer.as())).status).toBe(200);
  expect((await app.http.post('/worker/logout').set(worker.as())).status).toBe(200);
});
