import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cookies, isLoggedIn } from '../support/admins.js';
import { startApp, type TestApp } from '../support/app.js';
import { ADMIN, anAdmin } from '../support/clients.js';

// The server's clock goes as the tests say: thirty minutes of idleness and two hours in all.
const IDLE = 30 * 60;
const MAX = 2 * 60 * 60;
let now = Date.now();
let app: TestApp;
const statements: string[] = [];
beforeAll(async () => {
  const clock = { now: () => new Date(now) };
  const onStatement = ({ query }: { query: string }) => statements.push(query);
  app = await startApp({ sessionIdleSeconds: IDLE, sessionMaxSeconds: MAX }, { clock, onStatement });
});
afterAll(() => app.close());

const pass = (seconds: number) => {
  now += seconds * 1000;
};
const secondsLeft = (setCookie: unknown) =>
  (Date.parse(/Expires=([^;]+)/.exec(String(setCookie))?.[1] ?? '') - Date.now()) / 1000;
const touch = (admin: Cookies) => app.http.get('/admin/api/me').set(admin);

test('a session that nobody uses ends when its idle time is over', async () => {
  const [idle, used] = [await anAdmin(app), await anAdmin(app)];

  pass(IDLE - 60);
  expect(await isLoggedIn(app, used)).toBe(true);
  pass(60);

  expect([await isLoggedIn(app, idle), await isLoggedIn(app, used)]).toEqual([false, true]);
  pass(IDLE);
  expect(await isLoggedIn(app, used)).toBe(false);
});

test('a session ends after its longest time, however busy it is; cookie and row end with it', async () => {
  const admin = await anAdmin(app);

  for (let elapsed = 0; elapsed < MAX - 20 * 60; elapsed += 20 * 60) {
    const response = await touch(admin);
    expect(response.status).toBe(200);
    expect(secondsLeft(response.headers['set-cookie'])).toBeGreaterThan(IDLE - 60);
    pass(20 * 60);
  }
  const last = await touch(admin);
  const row = await app.deps.db.session.findFirst({ orderBy: { expiresAt: 'desc' } });
  expect(last.status).toBe(200);
  expect(secondsLeft(last.headers['set-cookie'])).toBeLessThanOrEqual(20 * 60);
  expect(secondsLeft(last.headers['set-cookie'])).toBeGreaterThan(19 * 60);
  expect(row?.expiresAt.getTime()).toBe(now + 20 * 60 * 1000);
  pass(20 * 60);

  const after = await touch(admin);

  expect(after.status).toBe(401);
  expect(after.headers['set-cookie']).toBeUndefined();
});

test('requests one after the other extend a session with one write', async () => {
  const admin = await anAdmin(app);
  const extended = async () => {
    statements.length = 0;
    expect((await touch(admin)).status).toBe(200);
    return statements.filter((query) => /^UPDATE\b.*sessions/.test(query)).length;
  };

  const atOnce = [await extended(), await extended(), await extended()];
  pass(60);
  const later = await extended();

  expect(atOnce).toEqual([1, 0, 0]);
  expect(later).toBe(1);
});

test('a login removes the rows whose time is over, and no others', async () => {
  await anAdmin(app);
  pass(IDLE + 1);
  const living = await anAdmin(app);
  expect(await app.deps.db.session.count()).toBe(1);

  await anAdmin(app);

  expect(await app.deps.db.session.count()).toBe(2);
  expect(await isLoggedIn(app, living)).toBe(true);
});

test('a login of a clock that was ahead ends once that is put right by more than half a minute', async () => {
  pass(30);
  const nearly = await anAdmin(app);
  pass(1);
  const ahead = await anAdmin(app);

  pass(-31);

  expect([await isLoggedIn(app, nearly), await isLoggedIn(app, ahead)]).toEqual([true, false]);
  expect(await isLoggedIn(app, await anAdmin(app))).toBe(true);
});

test('in production the cookie is sent over TLS only', async () => {
  const production = await startApp({ production: true });
  try {
    const response = await production.http.post('/admin/login').send(ADMIN);

    expect(response.status).toBe(200);
    expect(String(response.headers['set-cookie'])).toMatch(
      /^session=[^;]{40,}; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/,
    );
  } finally {
    await production.close();
  }
});
