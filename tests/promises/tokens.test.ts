import { createHmac, randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import { anOrder } from '../support/builders.js';
import { aCustomer, aWorker, bearer } from '../support/clients.js';
import { encode, forgeToken, readToken, tokenClaims } from '../support/forged-tokens.js';
import { promise } from '../support/promises/promise.js';
import type { PromiseServer } from '../support/promises/promise-server.js';
import { productionEnvironment } from '../support/server-process.js';
import { ALGORITHM_ATTACKS, BAD_CLAIMS, BAD_SUBJECTS, customerClaims } from '../support/token-attacks.js';
import { invalidToken } from '../support/told.js';

const me = ({ http }: PromiseServer, token: string) => http.get('/auth/me').set(bearer(token));

const median = (times: number[]): number => times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.NaN;

async function elapsedMs(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function expectRefused(server: PromiseServer, token: string, what: string): Promise<void> {
  const { status, headers, body } = await me(server, token);
  expect({ status, challenge: headers['www-authenticate'], body }, what).toEqual({
    status: 401,
    challenge: 'Bearer',
    body: { ...invalidToken, requestId: expect.any(String) },
  });
}

promise(18, { title: 'every other algorithm and key is refused alike' }, async (server, { figure }) => {
  const { id } = await aCustomer(server);
  // The control of all forgeries: they fail for their fault and not for being made here.
  expect((await me(server, forgeToken({ claims: customerClaims(id) }))).status).toBe(200);

  const attacks = Object.entries(ALGORITHM_ATTACKS);
  for (const [what, attack] of attacks) await expectRefused(server, attack(id), what);
  figure('forgeries', attacks.length);
});

promise(19, { title: 'bad time claims are refused, with a minute of leeway at most' }, async (server, { figure }) => {
  const { id } = await aCustomer(server);
  for (const [what, changes] of BAD_CLAIMS) {
    await expectRefused(server, forgeToken({ claims: customerClaims(id, changes()) }), what);
  }
  figure('claims', BAD_CLAIMS.length);
});

promise(19, { title: 'raising the account’s token version ends every token at once' }, async (server) => {
  const [customer, worker] = [await aCustomer(server), await aWorker(server, 'WORKER')];
  expect((await me(server, customer.token)).status).toBe(200);

  await server.execute(`UPDATE customers SET token_version = token_version + 1 WHERE id = ${customer.id}`);
  await server.execute(`UPDATE workers SET token_version = token_version + 1 WHERE id = ${worker.id}`);

  await expectRefused(server, customer.token, 'customer');
  expect((await server.http.get('/worker/api/tracks').set(worker.as())).status).toBe(401);
});

promise(19, { title: 'a clock that the client sends counts for nothing' }, async (server) => {
  const { id } = await aCustomer(server);
  const expired = forgeToken({ claims: customerClaims(id, { exp: Math.floor(Date.now() / 1000) - 120 }) });
  const answer = await me(server, expired).set('Date', 'Mon, 01 Jan 2001 00:00:00 GMT');
  expect(answer.status).toBe(401);
});

promise(
  20,
  { title: 'garbage and changed tokens are refused, as quickly as a good one is answered' },
  async (server, { figure }) => {
    const [attacker, victim] = [await aCustomer(server), await aCustomer(server)];
    const [header = '', claims = '', signature = ''] = attacker.token.split('.');
    const stolen = encode({ ...readToken(attacker.token).claims, sub: `customer:${victim.id}` });
    const garbage = [
      `${header}.${stolen}.${signature}`,
      `${header}.${claims}.`,
      `${header}.${claims}`,
      `${header}..${signature}`,
      `${header}.${claims}.${signature.slice(0, -2)}`,
      `${header}.${claims}.${signature}.${signature}`,
      attacker.token.replaceAll('.', ''),
      'null',
      'undefined',
      '..',
      'a',
      'x'.repeat(8_000),
      ...Array.from({ length: 40 }, () => randomBytes(60).toString('base64url')),
    ];

    const [refusals, answers]: [number[], number[]] = [[], []];
    for (const token of garbage) {
      refusals.push(await elapsedMs(() => expectRefused(server, token, token.slice(0, 60))));
      answers.push(await elapsedMs(async () => expect((await me(server, attacker.token)).status).toBe(200)));
    }
    figure('tokens', garbage.length);
    figure('median ms of a refusal', Math.round(median(refusals)));
    // Beside each other, so that a busy machine slows both.
    expect(median(refusals)).toBeLessThan(2 * median(answers));
  },
);

promise(20, { title: 'a token anywhere but in its header is ignored' }, async (server) => {
  const { token } = await aCustomer(server);
  const { http } = server;
  const answers = [
    await http.get(`/auth/me?token=${token}&access_token=${token}&Authorization=Bearer%20${token}`),
    await http.get('/auth/me').set('Cookie', `token=${token}; session=${token}`),
    await http.get('/auth/me').set('X-Access-Token', token),
    await http.put('/auth/me').send({ token, authorization: `Bearer ${token}`, name: 'Taken' }),
    await http.get('/auth/me').set('Authorization', token),
    await http.get('/auth/me').set('Authorization', `Basic ${token}`),
  ];

  expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 401]);
});

promise(21, { title: 'a token is of one kind of account, audience and role' }, async (server) => {
  const { http } = server;
  const customer = await aCustomer(server);
  const [employee, worker] = [await aWorker(server, 'EMPLOYEE'), await aWorker(server, 'WORKER')];
  for (const subject of BAD_SUBJECTS) {
    const sub = subject(customer.id);
    await expectRefused(server, forgeToken({ claims: tokenClaims(sub) }), String(JSON.stringify(sub)));
  }

  const statuses = async (path: string) =>
    (await Promise.all([customer, employee, worker].map((one) => http.get(path).set(one.as())))).map(
      ({ status }) => status,
    );
  expect(await statuses('/auth/me')).toEqual([200, 403, 403]);
  expect(await statuses('/employee/api/orders')).toEqual([403, 200, 403]);
  expect(await statuses('/worker/api/tracks')).toEqual([403, 200, 200]);
  for (const status of await statuses('/admin/api/me')) expect([401, 403]).toContain(status);
});

promise(21, { title: 'customer 7 and worker 7 are two people' }, async (server) => {
  const customer = await aCustomer(server);
  // The next worker gets the customer's id: numbers alone name nobody.
  await server.deps.db.worker.deleteMany({ where: { id: customer.id } });
  await server.deps.db.worker.create({
    data: {
      id: customer.id,
      name: 'Same Number',
      email: `same${customer.id}@example.com`,
      role: 'EMPLOYEE',
      passwordHash: 'x',
    },
  });
  const { order } = await anOrder(server, {}, customer.token);
  const ofWorker = bearer(server.deps.tokens.issue({ type: 'worker', id: customer.id }, 0).token);

  expect((await server.http.get('/employee/api/orders').set(customer.as())).status).toBe(403);
  expect((await server.http.get('/auth/me').set(ofWorker)).status).toBe(403);
  expect(
    (await server.http.put(`/api/orders/${order.id}`).set(ofWorker).send({ specialInstructions: 'x' })).status,
  ).toBe(403);
});

promise(22, { title: 'logout, then replay: 401, and the account’s other tokens live' }, async (server) => {
  for (const [portal, read, make] of [
    ['/auth/logout', '/auth/me', () => aCustomer(server)],
    ['/employee/logout', '/employee/api/orders', () => aWorker(server, 'EMPLOYEE')],
    ['/worker/logout', '/worker/api/tracks', () => aWorker(server, 'WORKER')],
  ] as const) {
    const account = await make();
    const type = portal === '/auth/logout' ? 'customer' : 'worker';
    const other = bearer(server.deps.tokens.issue({ type, id: account.id }, 0).token);
    const loggedOut = await server.http.post(portal).set(account.as());

    expect(loggedOut.body).toEqual({ message: 'Logged out' });
    expect((await server.http.get(read).set(account.as())).status).toBe(401);
    expect((await server.http.get(read).set(other)).status).toBe(200);
  }
});

const NEXT_KEY = 'the token secret that comes next in all the tests';
promise(
  22,
  {
    title: 'two keys verify at once, the first one signs',
    env: { JWT_SECRET_KEY: `${NEXT_KEY},${productionEnvironment.JWT_SECRET_KEY}` },
  },
  async (server) => {
    const customer = await aCustomer(server);
    const claims = customerClaims(customer.id);

    const [header, payload, signature] = customer.token.split('.');
    expect((await me(server, forgeToken({ claims }))).status).toBe(200);
    expect((await me(server, forgeToken({ claims, secret: NEXT_KEY }))).status).toBe(200);
    expect((await me(server, forgeToken({ claims, secret: 'neither of the two keys of this server' }))).status).toBe(
      401,
    );
    expect(createHmac('sha256', NEXT_KEY).update(`${header}.${payload}`).digest('base64url')).toBe(signature);
  },
);

promise(22, { title: 'a token says ids and nothing about the person' }, async (server) => {
  const customer = await aCustomer(server, { name: 'Canary Name', phone: '+919833333333' });
  const { claims } = readToken(customer.token);

  expect(Object.keys(claims).toSorted()).toEqual(['aud', 'auth_time', 'exp', 'iat', 'iss', 'jti', 'sub', 'ver']);
  expect(JSON.stringify(claims)).not.toMatch(/Canary|9833333333|example\.com/);
});
