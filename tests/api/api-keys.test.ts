import { createHash } from 'node:crypto';
import { Writable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLogger } from '../../src/shared/logger.js';
import { anApiKey } from '../support/api-keys.js';
import { startApp, type TestApp } from '../support/app.js';
import { anEmail, anOrder, aService } from '../support/builders.js';
import { anAdmin, bearer } from '../support/clients.js';
import { callsAsAdmin } from '../support/staff.js';
import { invalidToken } from '../support/told.js';

const clock = { at: new Date('2026-03-01T10:00:00Z'), now: () => clock.at };
const later = (minutes: number) => new Date(clock.at.getTime() + minutes * 60_000);
const log: string[] = [];
const logger = createLogger(
  'debug',
  new Writable({ write: (line, _encoding, done) => done(void log.push(String(line))) }),
);

let app: TestApp;
beforeAll(async () => {
  app = await startApp({}, { clock, logger });
});
afterAll(() => app.close());

const NEVER_STORED = /^fc_[\w-]{49}$/;

test('the key is in the answer that makes it, and nowhere else', async () => {
  const admin = await callsAsAdmin(app);
  const { id, key, record } = await anApiKey(app, ['orders:read', 'orders:write']);

  const answers = [
    await admin.get('/admin/api/api-keys'),
    await admin.get(`/admin/api/api-keys/${id}`),
    await admin.put(`/admin/api/api-keys/${id}`, { name: 'Web shop' }),
    await admin.get('/admin/api/audit-log'),
  ];
  await app.http.get('/auth/me').set(bearer(key));

  expect(key).toMatch(NEVER_STORED);
  expect(record).toEqual({
    id,
    key,
    name: 'Accounts export',
    hint: key.slice(0, 7),
    scopes: ['orders:read', 'orders:write'],
    createdAt: clock.at.toISOString(),
    createdBy: 'admin:1',
    expiresAt: null,
    lastUsedAt: null,
  });
  const row = await app.deps.db.apiKey.findUniqueOrThrow({ where: { id } });
  expect(row.keyHash).toBe(createHash('sha256').update(key).digest('hex'));
  for (const text of [...answers.map((answer) => answer.text), JSON.stringify(row), ...log]) {
    expect(text).not.toContain(key.slice(7));
  }
  expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200]);
});

test('every key is another, and ends in a checksum by which a leaked one can be told', async () => {
  const keys = [await anApiKey(app, ['orders:read']), await anApiKey(app, ['orders:read'])].map(({ key }) => key);

  expect(new Set(keys).size).toBe(2);
  for (const key of keys) {
    const checksum = Buffer.alloc(4);
    checksum.writeUInt32BE(crc32(key.slice(0, -6)));
    expect(key.slice(-6)).toBe(checksum.toString('base64url'));
  }
});

test('a key opens what its scopes name, and nothing else', async () => {
  const { order } = await anOrder(app);
  const reads = await anApiKey(app, ['orders:read']);

  const found = await app.http.get(`/admin/api/orders/${order.id}`).set(reads.as());
  const refused = [
    await app.http.put(`/admin/api/orders/${order.id}`).set(reads.as()).send({ specialInstructions: 'x' }),
    await app.http.get('/admin/api/customers').set(reads.as()),
    await app.http.post('/api/orders').set(reads.as()).send({}),
  ];

  expect(found.body).toMatchObject({ id: order.id, specialInstructions: 'No starch' });
  expect(refused.map(({ status, body }) => [status, body.code, body.details[0].message])).toEqual([
    [403, 'auth.scope_missing', 'needs the scope orders:write'],
    [403, 'auth.scope_missing', 'needs the scope customers:read'],
    [403, 'auth.scope_missing', 'needs the scope orders:write'],
  ]);
  expect((await app.http.get(`/admin/api/orders/${order.id}`).set(reads.as())).body).toEqual(found.body);
});

test('what a key does is in the timeline and in the audit log under its number', async () => {
  const admin = await callsAsAdmin(app);
  const key = await anApiKey(app, ['orders:read', 'orders:write']);
  const { order } = await anOrder(app, {}, key.key);
  await app.http.put(`/admin/api/orders/${order.id}`).set(key.as()).send({ specialInstructions: 'fold, do not hang' });

  const timeline = await app.http.get(`/api/orders/${order.id}/timeline`).set(key.as());
  const audit = await admin.get('/admin/api/audit-log', { actor: `integration:${key.id}` });

  expect(timeline.body.map((entry: { actor: string }) => entry.actor)).toEqual(Array(2).fill(`integration:${key.id}`));
  expect(audit.body).toMatchObject([{ action: 'order.updated', entityId: order.id }]);
});

test('an order placed with a key belongs to the customer whom it names by two of name, e-mail and phone, who is shown to keys that may read customers only', async () => {
  const admin = await callsAsAdmin(app);
  const email = anEmail();
  const known = await admin.post('/admin/api/customers', { name: 'Hidden Name', email, phone: '+910000000000' });
  const phone = { customerEmail: email, customerName: 'Hidden Name', customerPhone: '+911111111111' };
  const name = { customerEmail: email, customerName: 'Sent Name', customerPhone: '+910000000000' };
  const neither = { ...name, customerPhone: '+911111111111' };
  const writes = await anApiKey(app, ['orders:write']);
  const knows = await anApiKey(app, ['orders:write', 'customers:read']);

  const { id } = known.body;
  for (const sent of [name, phone]) {
    const blind = await anOrder(app, sent, writes.key);
    const seeing = await anOrder(app, sent, knows.key);
    const { createdAt } = blind.order;
    expect(blind.customer).toEqual({ id, name: sent.customerName, email, phone: sent.customerPhone, createdAt });
    expect(seeing.customer).toMatchObject({ id, name: 'Hidden Name', phone: '+910000000000' });
  }
  const { customer: another } = await anOrder(app, neither, knows.key);
  expect(another).toMatchObject({ id: expect.any(Number), name: 'Sent Name', email, phone: '+911111111111' });
  expect(another.id).not.toBe(id);
});

test('the tracking token of an order placed with a key for somebody known proves nothing: a form on the web saw nobody', async () => {
  const admin = await callsAsAdmin(app);
  const email = anEmail();
  await admin.post('/admin/api/customers', { name: 'Lata Nair', email, phone: '+910000000000' });
  const key = await anApiKey(app, ['orders:write', 'customers:read', 'customers:write']);
  const { trackingToken } = await anOrder(app, { customerEmail: email }, key.key);

  const body = { name: 'A Thief', email, phone: '1', password: 'the password of a thief', orderToken: trackingToken };
  const answer = await app.http.post('/auth/signup').send(body);

  expect(answer.status).toBe(400);
  expect(answer.body.error).toBe('Email exists');
});

test('a key sees inactive services where it may read them, and a customer’s orders', async () => {
  const service = await aService(app, { status: 'INACTIVE' });
  const email = anEmail();
  const { order } = await anOrder(app, { customerEmail: email });
  const key = await anApiKey(app, ['services:read', 'orders:read']);

  const services = await app.http.get('/api/services').set(key.as());
  const orders = await app.http.get('/api/orders').query({ email }).set(key.as());

  expect(services.body.map((row: { id: string }) => row.id)).toContain(service);
  expect(orders.body.map((row: { id: string }) => row.id)).toEqual([order.id]);
});

test('a revoked key is dead at once, leaves the list, and cannot be brought back', async () => {
  const admin = await callsAsAdmin(app);
  const [key, other] = [await anApiKey(app, ['orders:read']), await anApiKey(app, ['orders:read'])];
  const before = await app.http.get('/admin/api/orders').set(key.as());

  const revoked = await admin.delete(`/admin/api/api-keys/${key.id}`);

  const after = await app.http.get('/admin/api/orders').set(key.as());
  expect([before.status, revoked.status, after.status]).toEqual([200, 200, 401]);
  expect(revoked.body).toEqual({ message: 'API key revoked' });
  expect(after.body).toMatchObject(invalidToken);
  const listed = (await admin.get('/admin/api/api-keys')).body.map((row: { id: number }) => row.id);
  expect(listed).toContain(other.id);
  expect(listed).not.toContain(key.id);
  for (const answer of [
    await admin.delete(`/admin/api/api-keys/${key.id}`),
    await admin.put(`/admin/api/api-keys/${key.id}`, { name: 'Back' }),
    await admin.get(`/admin/api/api-keys/${key.id}`),
  ]) {
    expect(answer.status).toBe(404);
    expect(answer.body.code).toBe('api_key.not_found');
  }
  expect((await app.http.get('/admin/api/orders').set(other.as())).status).toBe(200);
});

test('a key ends when it expires, and lives on when an admin gives it more time or none to end', async () => {
  const admin = await callsAsAdmin(app);
  const key = await anApiKey(app, ['orders:read'], { expiresAt: later(60).toISOString() });
  const read = async () => (await app.http.get('/admin/api/orders').set(key.as())).status;
  expect(await read()).toBe(200);
  clock.at = later(60);
  expect(await read()).toBe(401);

  const longer = await callsAsAdmin(app).then((calls) =>
    calls.put(`/admin/api/api-keys/${key.id}`, { expiresAt: null }),
  );

  expect(longer.body.expiresAt).toBeNull();
  expect(await read()).toBe(200);
  expect((await admin.get('/admin/api/me')).status).toBeLessThan(500);
});

test('other scopes count from the next request on', async () => {
  const admin = await callsAsAdmin(app);
  const key = await anApiKey(app, ['orders:read', 'customers:read']);
  const read = async () => (await app.http.get('/admin/api/customers').set(key.as())).status;
  expect(await read()).toBe(200);

  const changed = await admin.put(`/admin/api/api-keys/${key.id}`, { scopes: ['orders:read'] });

  expect(changed.body.scopes).toEqual(['orders:read']);
  expect(await read()).toBe(403);
});

test('when a key was used last is noted, at most once a minute', async () => {
  const admin = await callsAsAdmin(app);
  const key = await anApiKey(app, ['orders:read']);
  const lastUsed = async () => (await admin.get(`/admin/api/api-keys/${key.id}`)).body.lastUsedAt;
  const use = () => app.http.get('/admin/api/orders').set(key.as());

  expect(await lastUsed()).toBeNull();
  await use();
  const first = clock.at.toISOString();
  expect(await lastUsed()).toBe(first);
  clock.at = new Date(clock.at.getTime() + 59_000);
  await use();
  expect(await lastUsed()).toBe(first);
  clock.at = new Date(clock.at.getTime() + 1_000);
  await use();
  expect(await lastUsed()).toBe(clock.at.toISOString());
});

test('an edit of a key is not late because it was used meanwhile', async () => {
  const admin = await anAdmin(app);
  const key = await anApiKey(app, ['orders:read']);
  const path = `/admin/api/api-keys/${key.id}`;
  const tag = (await app.http.get(path).set(admin)).headers['etag'] ?? '';
  await app.http.get('/admin/api/orders').set(key.as());

  const edited = await app.http
    .put(path)
    .set({ ...admin, 'If-Match': tag })
    .send({ name: 'Renamed' });
  const again = await app.http
    .put(path)
    .set({ ...admin, 'If-Match': tag })
    .send({ name: 'Too late' });

  expect([edited.status, again.status]).toEqual([200, 412]);
});

test.each([
  ['nothing', {}, ['name', 'scopes']],
  ['no scope', { name: 'x', scopes: [] }, ['scopes']],
  ['an unknown scope', { name: 'x', scopes: ['orders:read', 'users:write'] }, ['scopes.1']],
  ['scopes as text', { name: 'x', scopes: 'orders:read' }, ['scopes']],
  ['too many scopes', { name: 'x', scopes: Array(1_000).fill('orders:read') }, ['scopes']],
  ['an end in the past', { name: 'x', scopes: ['orders:read'], expiresAt: '2020-01-01T00:00:00Z' }, ['expiresAt']],
  ['an end without a zone', { name: 'x', scopes: ['orders:read'], expiresAt: '2030-01-01T00:00:00' }, ['expiresAt']],
  ['an end nobody will see', { name: 'x', scopes: ['orders:read'], expiresAt: '2999-01-01T00:00:00Z' }, ['expiresAt']],
])('a key with %s is refused, naming it, and not made', async (_, body, paths) => {
  const admin = await callsAsAdmin(app);
  const before = await app.deps.db.apiKey.count();

  const answer = await admin.post('/admin/api/api-keys', body);

  expect(answer.status).toBe(400);
  expect(answer.body.details.map((detail: { path: string }) => detail.path)).toEqual(paths);
  expect(await app.deps.db.apiKey.count()).toBe(before);
});

test('what only looks like a key is refused as any bad token is', async () => {
  const { id, key } = await anApiKey(app, ['orders:read']);
  const { keyHash } = await app.deps.db.apiKey.findUniqueOrThrow({ where: { id } });
  const flipped = key.slice(0, -1) + (key.endsWith('A') ? 'B' : 'A');
  const wrong = [
    'fc_',
    key.slice(0, -1),
    `${key}x`,
    flipped,
    key.toUpperCase(),
    keyHash,
    `fc_${keyHash}`,
    key.slice(3),
  ];

  for (const token of wrong) {
    const answer = await app.http.get('/admin/api/orders').set(bearer(token));
    expect(answer.status, token).toBe(401);
    expect(answer.body, token).toMatchObject(invalidToken);
  }
  for (const header of [`Basic ${key}`, key, `Bearer ${key} x`]) {
    expect((await app.http.get('/admin/api/orders').set('Authorization', header)).status).toBe(401);
  }
  expect((await app.http.get('/admin/api/orders').query({ key, token: key })).status).toBe(401);
});
