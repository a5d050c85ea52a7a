import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { type Account, aCustomer, anAdmin, aWorker, bearer, PASSWORD } from '../support/clients.js';
import { readToken } from '../support/forged-tokens.js';

const HOUR = 3_600_000;

let app: TestApp;
let now = Date.now();
beforeAll(async () => {
  const clock = { now: () => new Date(now) };
  app = await startApp({ tokenTtlSeconds: 3_600, tokenRenewalSeconds: 3 * 3_600 }, { clock });
});
afterAll(() => app.close());

const portals: [string, string, string, (on: TestApp) => Promise<Account>][] = [
  ['customer', '/auth', '/auth/me', aCustomer],
  ['employee', '/employee', '/employee/api/orders', (on) => aWorker(on, 'EMPLOYEE')],
  ['delivery worker', '/worker', '/worker/api/deliveries', (on) => aWorker(on, 'WORKER')],
];

test.each(portals)('the login of a %s says when the token ends', async (_name, portal, _list, make) => {
  const account = await make(app);

  const login = await app.http.post(`${portal}/login`).send({ email: account.email, password: PASSWORD });

  const ends = Date.parse(login.body.expiresAt);
  expect(login.body.expiresAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  expect(ends).toBe(Number(readToken(login.body.token).claims['exp']) * 1_000);
  expect(ends - now).toBeLessThanOrEqual(HOUR);
});

test.each(portals)(
  'a %s whose shift is longer than a token works on with renewed ones, and logs in again at last',
  async (_name, portal, list, make) => {
    const account = await make(app);
    const bystander = await make(app);
    const renew = (token: string) => app.http.post(`${portal}/renew`).set(bearer(token));
    const reads = async (token: string) => (await app.http.get(list).set(bearer(token))).status;

    const first = await renew(account.token);
    now += HOUR - 60_000;
    const second = await renew(first.body.token);
    now += HOUR;
    const third = await renew(second.body.token);
    now += HOUR - 60_000;
    const [late, ended] = [await renew(third.body.token), await renew(account.token)];

    expect([first.status, second.status, third.status]).toEqual([200, 200, 200]);
    expect(Object.keys(first.body)).toEqual(['token', 'expiresAt']);
    // The login of three hours ago bounds every token that came of it.
    expect(late.status).toBe(200);
    expect(Date.parse(late.body.expiresAt)).toBe(Date.parse(first.body.expiresAt) + 2 * HOUR);
    now += 5 * 60_000;
    const over = await renew(late.body.token);
    expect([over.status, await reads(late.body.token)]).toEqual([401, 401]);
    expect(ended.status).toBe(401);
    expect(await reads(bystander.token)).toBe(401);
  },
);

test('the renewed token and the one before are both good, and each ends by itself', async () => {
  const employee = await aWorker(app, 'EMPLOYEE');
  const { body: renewed } = await app.http.post('/employee/renew').set(employee.as());
  const reads = async (token: string) => (await app.http.get('/employee/api/orders').set(bearer(token))).status;

  expect([await reads(employee.token), await reads(renewed.token)]).toEqual([200, 200]);
  await app.http.post('/employee/logout').set(employee.as());
  expect([await reads(employee.token), await reads(renewed.token)]).toEqual([401, 200]);
});

test('what ends the tokens of an account ends renewed ones too, and a dead token renews nothing', async () => {
  const employee = await aWorker(app, 'EMPLOYEE');
  const { body: renewed } = await app.http.post('/employee/renew').set(employee.as());
  await app.deps.db.worker.update({ where: { id: employee.id }, data: { tokenVersion: { increment: 1 } } });

  for (const token of [employee.token, renewed.token]) {
    const answer = await app.http.post('/employee/renew').set(bearer(token));
    expect([answer.status, answer.body.code]).toEqual([401, 'auth.invalid_token']);
  }
});

test('a portal renews its own tokens only, and no session of the console', async () => {
  const [customer, worker, admin] = [await aCustomer(app), await aWorker(app, 'WORKER'), await anAdmin(app)];

  expect((await app.http.post('/employee/renew').set(customer.as())).status).toBe(403);
  expect((await app.http.post('/auth/renew').set(worker.as())).status).toBe(403);
  expect((await app.http.post('/employee/renew').set(admin)).status).toBe(403);
  expect((await app.http.post('/employee/renew')).status).toBe(401);
});
