import supertest from 'supertest';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createApp } from '../../src/app.js';
import { createDeps } from '../../src/deps.js';
import { ADMIN_PASSWORD, anAdminAccount, type Cookies, isLoggedIn } from '../support/admins.js';
import { startApp, type TestApp } from '../support/app.js';
import { anEmail } from '../support/builders.js';
import { ADMIN, aCustomer, anAdmin, PASSWORD } from '../support/clients.js';
import { expectExceeded, from, tally, times, tryLogIn } from '../support/limits.js';
import { anyRedis, NO_REDIS } from '../support/redis.js';
import { unfinishedWrite } from '../support/unfinished.js';

let redis: Awaited<ReturnType<typeof anyRedis>>;
let app: TestApp;
// A network of this run's own, in case the Redis is shared.
const run = Math.floor(Math.random() * 0xffff).toString(16);
const network = (n: number) => from(`2001:db8:${run}:${n.toString(16)}::1`);
beforeAll(async () => {
  redis = await anyRedis();
  if (redis) app = await startApp({ redisUrl: redis.url, rateLimits: true, trustProxy: 1 });
});
afterAll(async () => {
  await app?.close();
  await redis?.stop();
});
beforeEach(({ skip }) => {
  if (!redis) skip(NO_REDIS);
});

const contents = async () => JSON.stringify(await redis?.contents());
const logIn = (headers: Partial<Cookies> = {}) =>
  app.http
    .post('/admin/login')
    .set({ ...network(1), ...headers })
    .send(ADMIN);
const cookieOf = (response: { headers: Record<string, unknown> }): Cookies => ({
  Cookie: String(response.headers['set-cookie']).split(';')[0] ?? '',
});

test('a session is kept in Redis and not in the database, under a fingerprint of what the cookie carries', async () => {
  const { Cookie } = await anAdmin(app);

  expect(await isLoggedIn(app, { Cookie })).toBe(true);
  expect(await app.deps.db.session.count()).toBe(0);
  const id = /^session=s:(.*)\./.exec(decodeURIComponent(Cookie))?.[1] ?? '';
  expect(id.length).toBeGreaterThanOrEqual(32);
  expect(await contents()).not.toContain(id);
  expect(await contents()).toMatch(/"fabclean:session:[0-9a-f]{64}":/);
});

test('every login gets a new session id, and the one it came with is dead', async () => {
  const first = await logIn();
  const second = await logIn(cookieOf(first));

  expect(cookieOf(second)).not.toEqual(cookieOf(first));
  expect([await isLoggedIn(app, cookieOf(first)), await isLoggedIn(app, cookieOf(second))]).toEqual([false, true]);
});

test('a write that began before the logout and ends after it does not bring the session back', async () => {
  const admin = await anAdmin(app);
  const write = await unfinishedWrite(app, '/admin/api/services', admin, { name: 'Curtains', price: 10 });

  const out = await app.http.post('/admin/logout').set(admin);
  await write.finish();

  expect(out.status).toBe(200);
  expect(await isLoggedIn(app, admin)).toBe(false);
});

test('requests under way while an admin logs out do not bring the session back', async () => {
  const [admin, elsewhere] = [await anAdmin(app), await anAdmin(app)];
  const read = () => app.http.get('/admin/api/services').set(admin);

  const [out] = await Promise.all([
    Promise.resolve().then(() => app.http.post('/admin/logout').set(admin)),
    ...Array.from({ length: 30 }, read),
  ]);

  expect(out.status).toBe(200);
  expect((await read()).status).toBe(401);
  expect([await isLoggedIn(app, admin), await isLoggedIn(app, elsewhere)]).toEqual([false, true]);
});

test('a new password, or deleting the account, ends all of its sessions and nobody else’s', async () => {
  const admin = await anAdmin(app);
  const [changed, deleted] = [await anAdminAccount(app, admin), await anAdminAccount(app, admin)];
  const as = (user: { username: string }) => anAdmin(app, { username: user.username, password: ADMIN_PASSWORD });
  const sessions = [await as(changed), await as(changed), await as(deleted)];

  await app.http.put(`/admin/api/users/${changed.id}`).set(admin).send({ password: 'another sentence of words' });
  await app.http.delete(`/admin/api/users/${deleted.id}`).set(admin);

  expect(await Promise.all([...sessions, admin].map((session) => isLoggedIn(app, session)))).toEqual([
    false,
    false,
    false,
    true,
  ]);
});

test('a session holds in every process, ends in all of them, and goes from Redis by itself', async () => {
  const admin = await anAdmin(app);
  const next = createDeps(app.deps.config);
  try {
    await next.readiness.untilReady();
    const http = supertest(createApp(next));

    expect((await http.get('/admin/api/me').set(admin)).status).toBe(200);
    expect((await http.post('/admin/logout').set(admin)).status).toBe(200);
    expect(await isLoggedIn(app, admin)).toBe(false);
    const left = await app.deps.redis?.ask(async (client) => {
      const keys = await client.keys('fabclean:session:*');
      return Promise.all(keys.map((key) => client.ttl(key)));
    });
    for (const seconds of left ?? []) {
      expect(seconds).toBeGreaterThan(0);
      expect(seconds).toBeLessThanOrEqual(app.deps.config.sessionIdleSeconds);
    }
  } finally {
    await next.close();
  }
});

test('guests and holders of tokens make no session', async () => {
  const customer = await aCustomer(app);
  const before = Object.keys((await redis?.contents()) ?? {}).filter((key) => key.includes(':session:')).length;

  const answers = await times(40, (n) =>
    n % 2 ? app.http.get('/api/services') : app.http.get('/auth/me').set(customer.as()),
  );

  expect(answers.filter((answer) => answer.headers['set-cookie'] !== undefined)).toEqual([]);
  expect(Object.keys((await redis?.contents()) ?? {}).filter((key) => key.includes(':session:'))).toHaveLength(before);
});

test('of wrong passwords at once ten are looked at, in two processes together; nothing is counted in the database', async () => {
  const [{ email }, here] = [await aCustomer(app), network(2)];
  const second = createDeps(app.deps.config);
  try {
    await second.readiness.untilReady();
    const http = supertest(createApp(second));

    const answers = await times(40, (n) =>
      (n % 2 ? app.http : http)
        .post('/auth/login')
        .set(here)
        .send({ email, password: `wrong ${n}` }),
    );
    const [right, elsewhere] = [
      await tryLogIn(app, email, PASSWORD, here),
      await tryLogIn(app, email, PASSWORD, network(3)),
    ];

    expect(tally(answers)).toEqual({ 401: 10, 429: 30 });
    expectExceeded(right, { seconds: 900 });
    expect(elsewhere.status).toBe(200);
    expect(await app.deps.db.rateLimit.count()).toBe(0);
    expect(await contents()).not.toContain(email);
  } finally {
    await second.close();
  }
});

test('what succeeds is given back, and a thief’s failures stay', async () => {
  const [{ email }, thief] = [await aCustomer(app), network(4)];
  const stuff = (count: number) => times(count, () => tryLogIn(app, anEmail(), 'wrong', thief));

  const first = await stuff(45);
  const own = await times(60, () => tryLogIn(app, email, PASSWORD, thief));
  const more = await stuff(20);

  expect([tally(first), tally(own), tally(more)]).toEqual([{ 401: 45 }, { 200: 60 }, { 401: 5, 429: 15 }]);
});

test('an account that strangers locked is open to its owner where the owner was before', async () => {
  const { email } = await aCustomer(app);
  const home = network(5);
  await tryLogIn(app, email, PASSWORD, home);

  const answers = await times(66, (n) => tryLogIn(app, email, 'wrong', network(100 + (n % 11))));
  const [abroad, atHome] = [
    await tryLogIn(app, email, PASSWORD, network(6)),
    await tryLogIn(app, email, PASSWORD, home),
  ];

  expect(tally(answers)).toEqual({ 401: 50, 429: 16 });
  expect([abroad.status, atHome.status]).toEqual([429, 200]);
});
