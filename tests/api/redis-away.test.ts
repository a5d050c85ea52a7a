import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Cookies, isLoggedIn } from '../support/admins.js';
import { startApp, type TestApp } from '../support/app.js';
import { ADMIN, aCustomer, anAdmin, PASSWORD } from '../support/clients.js';
import { expectRefusal } from '../support/error-shape.js';
import { tryLogIn } from '../support/limits.js';
import { NO_REDIS, type RunningRedis, startRedis } from '../support/redis.js';

// Of its own, because it is taken away.
let redis: RunningRedis | null;
let app: TestApp;
beforeAll(async () => {
  redis = await startRedis();
  if (redis) app = await startApp({ redisUrl: redis.url, rateLimits: true });
});
afterAll(async () => {
  redis?.thaw();
  await app?.close();
  await redis?.stop();
});
beforeEach(({ skip }) => {
  if (!redis) skip(NO_REDIS);
});

const AWAY = { status: 503, error: 'Redis is not available', code: 'redis.unavailable' } as const;

/** All that needs Redis, at once: logins, and requests with a session. */
async function whatNeedsRedis(email: string, session: Cookies) {
  const began = performance.now();
  const answers = await Promise.all([
    tryLogIn(app, email, PASSWORD),
    app.http.post('/employee/login').send({ email: 'emp@emp.com', password: 'emp' }),
    app.http.post('/admin/login').send(ADMIN),
    app.http.post('/admin/login').type('form').send(ADMIN),
    app.http.get('/admin/api/me').set(session),
    app.http.get('/admin').set(session),
    app.http.post('/admin/logout').set(session),
  ]);
  return { answers, seconds: (performance.now() - began) / 1000 };
}

async function expectAllRefused(email: string, session: Cookies): Promise<void> {
  const { answers, seconds } = await whatNeedsRedis(email, session);
  for (const answer of answers) {
    expectRefusal(answer, AWAY);
    expect(answer.headers['retry-after']).toBe('2');
    expect(answer.headers['set-cookie']).toBeUndefined();
  }
  expect(seconds).toBeLessThan(5);
}

async function expectTheRestServed(token: { Authorization: string }): Promise<void> {
  const answers = [
    await app.http.get('/healthz'),
    await app.http.get('/api/services'),
    await app.http.get('/auth/me').set(token),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
}

const readiness = async () => (await app.http.get('/readyz')).body.error ?? 'ready';

test('a Redis that goes away lets nobody in and logs nobody out; all is well when it is back', async () => {
  const [customer, session] = [await aCustomer(app), await anAdmin(app)];
  await redis?.kill();

  await expectAllRefused(customer.email, session);
  await expectTheRestServed(customer.as());
  await expect.poll(readiness, { timeout: 5_000 }).toBe('Redis is not available');

  await redis?.restart();
  await expect.poll(readiness, { timeout: 5_000 }).toBe('ready');
  const again = await anAdmin(app);
  expect(await isLoggedIn(app, again)).toBe(true);
  expect((await tryLogIn(app, customer.email, PASSWORD)).status).toBe(200);
});

test('a Redis that says nothing any more is waited for a moment, and keeps its sessions', async () => {
  const [customer, session] = [await aCustomer(app), await anAdmin(app)];
  redis?.freeze();

  await expectAllRefused(customer.email, session);
  await expectAllRefused(customer.email, session);
  await expectTheRestServed(customer.as());
  await expect.poll(readiness, { timeout: 5_000 }).toBe('Redis is not available');

  redis?.thaw();
  await expect.poll(readiness, { timeout: 8_000 }).toBe('ready');
  expect(await isLoggedIn(app, session)).toBe(true);
  expect((await tryLogIn(app, customer.email, PASSWORD)).status).toBe(200);
});

test('a server starts without Redis, and heals when it comes', async () => {
  await redis?.kill();
  const early = await startApp({ redisUrl: redis?.url, rateLimits: true });
  try {
    const [login, services] = [
      await early.http.post('/admin/login').send(ADMIN),
      await early.http.get('/api/services'),
    ];
    expectRefusal(login, AWAY);
    expect(services.status).toBe(200);

    await redis?.restart();
    await expect.poll(async () => (await early.http.get('/readyz')).status, { timeout: 5_000 }).toBe(200);
    expect(await isLoggedIn(early, await anAdmin(early))).toBe(true);
  } finally {
    await early.close();
  }
});
