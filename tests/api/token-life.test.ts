import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { aCustomer, aWorker, bearer } from '../support/clients.js';
import { forgeToken, tokenClaims } from '../support/forged-tokens.js';
import { invalidToken } from '../support/told.js';

const OLD = 'the secret that signed until yesterday!!!';
const NEW = 'the secret that signs from today onwards!';

let app: TestApp;
let now = Date.now();
beforeAll(async () => {
  const clock = { now: () => new Date(now) };
  app = await startApp({ tokenSecrets: [NEW, OLD], tokenTtlSeconds: 3_600 }, { clock });
});
afterAll(() => app.close());

const me = (token: string) => app.http.get('/auth/me').set(bearer(token));

test('a token ends when its time is over, by the server’s clock', async () => {
  const customer = await aCustomer(app);

  now += 3_599_000;
  const before = await me(customer.token);
  now += 62_000;
  const after = await me(customer.token);

  expect(before.status).toBe(200);
  expect(after.status).toBe(401);
  expect(after.body).toEqual({ ...invalidToken, requestId: expect.any(String) });
});

test('while secrets are rotated the older one still verifies, and only the first signs', async () => {
  const customer = await aCustomer(app);
  const iat = Math.floor(now / 1000);
  const claims = tokenClaims(`customer:${customer.id}`, { iat, exp: iat + 60 });

  const responses = [
    await me(forgeToken({ claims, secret: NEW })),
    await me(forgeToken({ claims, secret: OLD })),
    await me(forgeToken({ claims, secret: `${OLD}!` })),
    await me(forgeToken({ claims, secret: `${NEW},${OLD}` })),
  ];

  expect(responses.map((response) => response.status)).toEqual([200, 200, 401, 401]);
  const [header, payload, signature] = customer.token.split('.');
  const resigned = forgeToken({
    header: JSON.parse(Buffer.from(header ?? '', 'base64url').toString()),
    claims: JSON.parse(Buffer.from(payload ?? '', 'base64url').toString()),
    secret: NEW,
  });
  expect(resigned.split('.')[2]).toBe(signature);
});

test.each([
  ['blocked', { status: 'BLOCKED' }],
  ['deleted', { deletedAt: new Date() }],
  ['left without a password', { passwordHash: null }],
  ['given a new token version', { tokenVersion: { increment: 1 } }],
] as const)('the tokens of a customer who was %s die at once, and nobody else’s', async (_, data) => {
  const customer = await aCustomer(app);
  const bystander = await aCustomer(app);

  await app.deps.db.customer.update({ where: { id: customer.id }, data });

  const refused = await me(customer.token);
  expect(refused.status).toBe(401);
  expect(refused.body).toEqual({ ...invalidToken, requestId: expect.any(String) });
  expect((await app.http.get('/api/services').set(customer.as())).status).toBe(401);
  expect((await me(bystander.token)).status).toBe(200);
});

test('a customer and a worker with the same number are two accounts', async () => {
  const customer = await aCustomer(app);
  const employee = await aWorker(app, 'EMPLOYEE');
  const id = 900_000;
  await app.deps.db.customer.update({ where: { id: customer.id }, data: { id } });
  await app.deps.db.worker.update({ where: { id: employee.id }, data: { id } });
  const iat = Math.floor(now / 1000);
  const tokenOf = (sub: string) => forgeToken({ claims: tokenClaims(sub, { iat, exp: iat + 60 }), secret: NEW });
  const [asCustomer, asWorker] = [tokenOf(`customer:${id}`), tokenOf(`worker:${id}`)];
  const list = (token: string) =>
    app.http.get('/api/orders').query({ email: 'somebody.else@example.com' }).set(bearer(token));

  expect((await me(asCustomer)).body).toMatchObject({ id, email: customer.email });
  expect((await me(asWorker)).status).toBe(403);
  expect((await list(asCustomer)).status).toBe(403);
  expect((await list(asWorker)).status).toBe(200);
  expect((await app.http.post('/worker/logout').set(bearer(asCustomer))).status).toBe(403);

  await app.deps.db.customer.update({ where: { id }, data: { status: 'BLOCKED', tokenVersion: { increment: 1 } } });

  expect((await me(asCustomer)).status).toBe(401);
  expect((await list(asWorker)).status).toBe(200);
});
