import supertest from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../../src/app.js';
import { createDeps } from '../../src/deps.js';
import { startApp, type TestApp } from '../support/app.js';
import { anEmail } from '../support/builders.js';
import { aCustomer, PASSWORD } from '../support/clients.js';
import { expectExceeded, from, tally, times, tryLogIn } from '../support/limits.js';

const MINUTES = 60_000;
let now = Date.now();
let app: TestApp;
beforeAll(async () => {
  app = await startApp({ rateLimits: true, trustProxy: 1 }, { clock: { now: () => new Date(now) } });
});
afterAll(() => app.close());

const stuff = (count: number, headers: Record<string, string>) =>
  times(count, () => tryLogIn(app, anEmail(), 'wrong', headers));

test('of one try each on 80 accounts from one client fifty are looked at, and other clients go on', async () => {
  const [{ email }, thief] = [await aCustomer(app), from(1)];

  const answers = await stuff(80, thief);
  const [there, here] = [await tryLogIn(app, email, PASSWORD, thief), await tryLogIn(app, email, PASSWORD, from(2))];

  expect(tally(answers)).toEqual({ 401: 50, 429: 30 });
  expectExceeded(there, { seconds: 3_600 });
  expect(here.status).toBe(200);
});

test('logins that succeed use nothing up, and earn nothing either', async () => {
  const [{ email }, thief] = [await aCustomer(app), from(3)];

  const first = await stuff(45, thief);
  const own = await times(60, () => tryLogIn(app, email, PASSWORD, thief));
  const more = await stuff(20, thief);

  expect([tally(first), tally(own), tally(more)]).toEqual([{ 401: 45 }, { 200: 60 }, { 401: 5, 429: 15 }]);
});

test('an IPv6 client is its network of 64 bits, and no two networks are one client', async () => {
  const answers = await times(60, (n) => tryLogIn(app, anEmail(), 'wrong', from(`2001:db8:1:2::${n.toString(16)}`)));
  const other = await tryLogIn(app, anEmail(), 'wrong', from('2001:db8:1:3::1'));

  expect(tally(answers)).toEqual({ 401: 50, 429: 10 });
  expect(other.status).toBe(401);
});

test('an IPv4 address is one client however a proxy writes it', async () => {
  const spellings = ['192.0.2.9', '::ffff:192.0.2.9', '192.0.2.9:4711', '[::ffff:192.0.2.9]:4711', '::ffff:c000:209'];

  const answers = await times(60, (n) => tryLogIn(app, anEmail(), 'wrong', from(spellings[n % 5] ?? '')));

  expect(tally(answers)).toEqual({ 401: 50, 429: 10 });
});

test('without a proxy to trust X-Forwarded-For is nobody', async () => {
  const open = await startApp({ rateLimits: true, trustProxy: 0 });
  try {
    const answers = await times(60, (n) => tryLogIn(open, anEmail(), 'wrong', from(n)));

    expect(tally(answers)).toEqual({ 401: 50, 429: 10 });
  } finally {
    await open.close();
  }
});

test('two processes count as one, and a restart forgets nothing', async () => {
  const [{ email }, thief] = [await aCustomer(app), from(4)];
  const clock = { now: () => new Date(now) };
  const [second, restarted] = [createDeps(app.deps.config, { clock }), createDeps(app.deps.config, { clock })];
  try {
    await Promise.all([second, restarted].map((deps) => deps.readiness.untilReady()));
    const [one, two, three] = [app.http, supertest(createApp(second)), supertest(createApp(restarted))];
    const attempt = (http: typeof one, name: string, password: string) =>
      http.post('/auth/login').set(thief).send({ email: name, password });

    const onOne = await times(40, (n) => attempt(n % 2 ? one : two, email, 'wrong'));
    const onMany = await times(80, (n) => attempt(n % 2 ? one : two, anEmail(), 'wrong'));
    const after = await attempt(three, email, PASSWORD);

    expect(tally(onOne)).toEqual({ 401: 10, 429: 30 });
    expect(tally(onMany)).toEqual({ 401: 40, 429: 40 });
    expect(after.status).toBe(429);
  } finally {
    await Promise.all([second.close(), restarted.close()]);
  }
});

test('a counter whose time is over begins anew, and a clock set back locks nobody out', async () => {
  const thief = from(5);
  expect(tally(await stuff(60, thief))).toEqual({ 401: 50, 429: 10 });

  now += 60 * MINUTES;
  const later = tally(await stuff(60, thief));
  now -= 24 * 60 * MINUTES;
  const back = tally(await stuff(60, thief));

  expect([later, back]).toEqual([
    { 401: 50, 429: 10 },
    { 401: 50, 429: 10 },
  ]);
});

test('what is stored of a try names nobody', async () => {
  const { email } = await aCustomer(app);
  await tryLogIn(app, email, 'wrong', from('192.0.2.77'));

  const rows = JSON.stringify(await app.deps.db.rateLimit.findMany());

  expect(rows).toMatch(/"login-client:[0-9a-f]{64}"/);
  expect(rows).not.toContain(email);
  expect(rows).not.toContain('192.0.2.77');
});
