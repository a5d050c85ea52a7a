import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anEmail, anOrderBody } from '../support/builders.js';
import { aCustomer, aWorker, PASSWORD } from '../support/clients.js';
import { expectExceeded, from, tally, times, tryLogIn } from '../support/limits.js';

const MINUTES = 60_000;
let now = Date.now();
let app: TestApp;
beforeAll(async () => {
  app = await startApp({ rateLimits: true, trustProxy: 1 }, { clock: { now: () => new Date(now) } });
});
afterAll(() => app.close());

const signUp = (email: string, here: Record<string, string>, on = app) =>
  on.http.post('/auth/signup').set(here).send({ name: 'Meera', email, phone: '+91 98000 00002', password: PASSWORD });
const order = (on: TestApp, headers: Record<string, string>) =>
  on.http.post('/api/orders').set(headers).send(anOrderBody());

test('sign-up says Email exists five times an hour to one client, however many ask at once', async () => {
  const [{ email }, curious] = [await aCustomer(app), from(1)];

  const answers = await times(30, () => signUp(email, curious));
  const unknown = anEmail();
  const [here, elsewhere] = [await signUp(unknown, curious), await signUp(anEmail(), from(2))];
  now += 60 * MINUTES;
  const later = await signUp(unknown, curious);

  expect(tally(answers)).toEqual({ 400: 5, 429: 25 });
  expect(answers.filter(({ body }) => body.error === 'Email exists')).toHaveLength(5);
  expectExceeded(here, { seconds: 3_600 });
  expect([elsewhere.status, later.status]).toEqual([201, 201]);
});

test('one client signs up twenty times an hour; bad input uses nothing up', async () => {
  const here = from(3);

  const bad = await times(20, () => signUp('no e-mail', here));
  const good = await times(24, () => signUp(anEmail(), here));
  const [refused, elsewhere] = [await signUp(anEmail(), here), await signUp(anEmail(), from(4))];
  now += 60 * MINUTES;
  const later = await signUp(anEmail(), here);

  expect([tally(bad), tally(good)]).toEqual([{ 400: 20 }, { 201: 20, 429: 4 }]);
  expectExceeded(refused, { seconds: 3_600 });
  expect([elsewhere.status, later.status]).toEqual([201, 201]);
});

test.each([
  ['customer', '/auth/change-password', () => aCustomer(app)],
  ['employee', '/employee/change-password', () => aWorker(app, 'EMPLOYEE')],
])('whoever holds a token of a %s guesses the password ten times, from wherever', async (_, path, account) => {
  const [victim, bystander] = [await account(), await account()];
  const change = (of: typeof victim, current: string, here: Record<string, string>) =>
    app.http
      .post(path)
      .set({ ...of.as(), ...here })
      .send({ current_password: current, new_password: 'another sentence of words' });

  const answers = await times(30, (n) => change(victim, `wrong ${n}`, from(n)));
  const [right, other] = [await change(victim, PASSWORD, from(50)), await change(bystander, PASSWORD, from(50))];
  now += 15 * MINUTES;
  const later = await change(victim, PASSWORD, from(50));

  expect(tally(answers)).toEqual({ 401: 10, 429: 20 });
  expectExceeded(right, { seconds: 900 });
  expect([other.status, later.status]).toEqual([200, 200]);
});

test('orders of guests are limited by client, and none of a customer is counted among them', async () => {
  const tight = await startApp({ rateLimits: true, trustProxy: 1, rateLimitFactor: 0.01 });
  try {
    const [customer, guest] = [await aCustomer(tight), from(4)];

    const bad = await times(12, () => tight.http.post('/api/orders').set(guest).send({}));
    const answers = await times(14, () => order(tight, guest));
    const [refused, elsewhere] = [await order(tight, guest), await order(tight, from(5))];
    const customers = await order(tight, { ...guest, ...customer.as() });

    expect([tally(bad), tally(answers)]).toEqual([{ 400: 12 }, { 201: 10, 429: 4 }]);
    expectExceeded(refused, { seconds: 600 });
    expect([elsewhere.status, elsewhere.headers['ratelimit']]).toEqual([201, '"guest-orders";r=9;t=600']);
    expect(customers.status).toBe(201);
  } finally {
    await tight.close();
  }
});

test('tracking is limited by client, whether or not the token is one', async () => {
  const tight = await startApp({ rateLimits: true, trustProxy: 1, rateLimitFactor: 0.02 });
  try {
    const { body } = await order(tight, from(6));
    const track = (here: Record<string, string>, url = body.trackingUrl) => tight.http.get(url).set(here);

    const hits = await times(6, () => track(from(7)));
    const misses = await times(10, (n) => track(from(7), `/api/track/guess-${n}`));
    const [refused, elsewhere] = [await track(from(7)), await track(from(8))];

    expect([tally(hits), tally(misses)]).toEqual([{ 200: 6 }, { 404: 6, 429: 4 }]);
    expectExceeded(refused, { seconds: 600 });
    expect(elsewhere.status).toBe(200);
  } finally {
    await tight.close();
  }
});

test('one client has a limit for everything, but for the operations’ routes', async () => {
  // Ten requests in five seconds, so that a slow machine sees them all in one window.
  const tight = await startApp({ rateLimits: true, trustProxy: 1, rateLimitFactor: 0.002 });
  try {
    const flood = from(9);

    const answers = await times(30, (n) => tight.http.get(n % 2 ? '/ping' : '/no/such/route').set(flood));
    const [refused, health, elsewhere] = await Promise.all([
      tight.http.get('/api/services').set(flood),
      tight.http.get('/healthz').set(flood),
      tight.http.get('/ping').set(from(10)),
    ]);

    expect(tally(answers)[429]).toBe(20);
    expectExceeded(refused, { seconds: 5 });
    expect([health.status, elsewhere.status]).toEqual([200, 200]);
  } finally {
    await tight.close();
  }
});

test('with the limits off nothing is counted', async () => {
  const off = await startApp();
  try {
    const answers = await times(60, () => tryLogIn(off, anEmail(), 'wrong'));

    expect(tally(answers)).toEqual({ 401: 60 });
    expect(answers[0]?.headers['ratelimit']).toBeUndefined();
    expect(await off.deps.db.rateLimit.count()).toBe(0);
  } finally {
    await off.close();
  }
});

test('all limits of a login are looked at, counted and settled in one statement each', async () => {
  const statements: string[] = [];
  const onStatement = ({ query }: { query: string }) => void statements.push(query);
  const watched = await startApp({ rateLimits: true }, { onStatement });
  const sent = async (email: string, password: string) => {
    statements.length = 0;
    const { status } = await tryLogIn(watched, email, password);
    return [status, statements.length, statements.filter((text) => text.includes('rate_limits')).length];
  };
  try {
    const { email } = await aCustomer(watched);

    const [right, wrong] = [await sent(email, PASSWORD), await sent(email, 'wrong')];

    // One more finds the account.
    expect([right, wrong]).toEqual([
      [200, 4, 3],
      [401, 3, 2],
    ]);
  } finally {
    await watched.close();
  }
});
