import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { isLoggedIn } from '../support/admins.js';
import { ADMIN, anAdmin } from '../support/clients.js';
import { promise } from '../support/promises/promise.js';

/** The id in a session cookie, without its signature. */
function idIn({ Cookie }: { Cookie: string }): string {
  return /^session=s:([^.]+)\./.exec(decodeURIComponent(Cookie))?.[1] ?? '';
}

const rowOf = (id: string) => ({ id: createHash('sha256').update(id).digest('hex') });

promise(12, { title: 'a login makes a new id and kills the one it came with' }, async (server) => {
  const before = await anAdmin(server);

  const answer = await server.http.post('/admin/login').set(before).send(ADMIN);

  const after = { Cookie: String(answer.headers['set-cookie']).split(';')[0] ?? '' };
  expect(answer.status).toBe(200);
  expect(idIn(after)).not.toBe(idIn(before));
  expect(await isLoggedIn(server, before)).toBe(false);
  expect(await isLoggedIn(server, after)).toBe(true);
  expect(await server.deps.db.session.count({ where: rowOf(idIn(before)) })).toBe(0);
});

promise(12, { title: 'an id that was planted is never taken over' }, async (server) => {
  const stranger = await anAdmin(server);
  await server.http.post('/admin/logout').set(stranger);
  for (const planted of ['session=planted', 'session=s:planted.sig', stranger.Cookie]) {
    const answer = await server.http.post('/admin/login').set('Cookie', planted).send(ADMIN);

    expect(answer.status).toBe(200);
    expect(String(answer.headers['set-cookie'])).not.toContain(planted);
    expect(await isLoggedIn(server, { Cookie: planted })).toBe(false);
  }
});

promise(13, { title: 'name, attributes, length and no-store of the cookie' }, async (server) => {
  const answer = await server.http.post('/admin/login').send(ADMIN);
  const cookie = String(answer.headers['set-cookie']);
  const admin = { Cookie: cookie.split(';')[0] ?? '' };

  expect(cookie).toMatch(/^session=[^;]{40,}; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/);
  expect(Buffer.from(idIn(admin), 'base64url').length * 8).toBeGreaterThanOrEqual(128);
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(answer.text).not.toContain(idIn(admin));
  const barcode = await server.http.get('/api/services').set(admin);
  if (barcode.headers['set-cookie']) expect(barcode.headers['cache-control']).toBe('no-store');
  const stored = JSON.stringify(await server.select('SELECT * FROM sessions'));
  expect(stored).not.toContain(idIn(admin));
  expect(server.stdout()).not.toContain(idIn(admin));
});

promise(13, { title: 'a session in the address is none' }, async (server) => {
  const admin = await anAdmin(server);
  const [, value = ''] = admin.Cookie.split('=');
  const answer = await server.http.get(`/admin/api/me?session=${value}`);

  expect(answer.status).toBe(401);
});

promise(14, { title: 'after logout the cookie is dead, whatever was in flight' }, async (server, { figure }) => {
  const rounds = 10;
  for (let round = 0; round < rounds; round += 1) {
    const admin = await anAdmin(server);
    const reads = Array.from({ length: 8 }, () => server.http.get('/admin/api/orders').set(admin));
    const [loggedOut] = await Promise.all([server.http.post('/admin/logout').set(admin), ...reads]);

    expect(loggedOut.status).toBe(200);
    expect(loggedOut.body).toEqual({ message: 'Admin logged out' });
    expect(await isLoggedIn(server, admin)).toBe(false);
  }
  figure('logouts in flight', rounds);
});

promise(14, { title: 'a store that cannot end the session is reported', own: true }, async (server) => {
  const admin = await anAdmin(server);
  await server.execute('ALTER TABLE sessions RENAME TO sessions_away');
  const failed = await server.http.post('/admin/logout').set(admin);
  await server.execute('ALTER TABLE sessions_away RENAME TO sessions');

  expect(failed.status).toBeGreaterThanOrEqual(500);
  expect((await server.http.post('/admin/logout').set(admin)).status).toBe(200);
  expect(await isLoggedIn(server, admin)).toBe(false);
});

promise(15, { title: 'half an hour idle and twelve in all, in cookie and store alike' }, async (server) => {
  const began = Date.now();
  const answer = await server.http.post('/admin/login').send(ADMIN);
  const admin = { Cookie: String(answer.headers['set-cookie']).split(';')[0] ?? '' };
  const expires = Date.parse(/Expires=([^;]+)/.exec(String(answer.headers['set-cookie']))?.[1] ?? '');
  const where = rowOf(idIn(admin));
  const row = await server.deps.db.session.findUniqueOrThrow({ where });

  expect((expires - began) / 60_000).toBeCloseTo(30, 0);
  expect(Math.abs(row.expiresAt.getTime() - expires)).toBeLessThan(2_000);
  // Its login is moved twelve hours back: however busy it is, it is over.
  const aged = { ...JSON.parse(row.data), loggedInAt: began - 12 * 3_600_000 - 1_000 };
  await server.deps.db.session.update({ where, data: { data: JSON.stringify(aged) } });
  expect(await isLoggedIn(server, admin)).toBe(false);
});

promise(
  15,
  {
    title: 'both times come from the configuration',
    long: true,
    on: ['sqlite'],
    env: { SESSION_IDLE_SECONDS: '60', SESSION_MAX_SECONDS: '90' },
  },
  async (server) => {
    const [idle, busy] = [await anAdmin(server), await anAdmin(server)];
    for (let waited = 0; waited < 60; waited += 15) {
      await sleep(15_000);
      expect(await isLoggedIn(server, busy)).toBe(true);
    }
    await sleep(2_000);

    expect(await isLoggedIn(server, idle)).toBe(false);
    await sleep(30_000);
    expect(await isLoggedIn(server, busy)).toBe(false);
  },
);
