import { randomUUID } from 'node:crypto';
import { afterEach, expect, test, vi } from 'vitest';
import { takeLease } from '../../src/db/lease.js';
import type { Statement } from '../../src/db/watch-statements.js';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder } from '../support/builders.js';
import { planOf } from '../support/query-plan.js';

let app: TestApp;
afterEach(async () => {
  vi.restoreAllMocks();
  await app.close();
});

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ago = (milliseconds: number) => new Date(Date.now() - milliseconds);

/** A row of each kind that ends at `expiresAt`. */
async function expiring(name: string, expiresAt: Date): Promise<void> {
  const { db } = app.deps;
  await db.session.create({ data: { id: name, data: '{}', expiresAt } });
  await db.revokedToken.create({ data: { jti: name, expiresAt } });
  await db.idempotencyKey.create({
    data: { id: name, requestHash: 'hash', status: 201, createdAt: ago(2 * HOUR), expiresAt },
  });
  await db.rateLimit.create({ data: { key: name, points: 1, expiresAt } });
}

async function names() {
  const { db } = app.deps;
  return {
    sessions: (await db.session.findMany()).map(({ id }) => id).sort(),
    revoked_tokens: (await db.revokedToken.findMany()).map(({ jti }) => jti).sort(),
    idempotency_keys: (await db.idempotencyKey.findMany()).map(({ id }) => id).sort(),
    rate_limits: (await db.rateLimit.findMany()).map(({ key }) => key).sort(),
  };
}

async function aScan(orderId: string, scannedAt: Date): Promise<void> {
  const worker = await app.deps.db.worker.findFirstOrThrow();
  await app.deps.db.track.create({ data: { orderId, workerId: worker.id, orderStatus: 'Checkpoint', scannedAt } });
}

test('what has expired goes, what has not stays, and a token is kept until nobody would take it anyway', async () => {
  app = await startApp();
  await expiring('long ago', ago(HOUR));
  await expiring('a minute ago', ago(60_000));
  await expiring('to come', ago(-HOUR));

  const removed = await app.deps.retention.runOnce();

  expect(removed).toEqual({
    sessions: 2,
    revoked_tokens: 1,
    idempotency_keys: 2,
    rate_limits: 2,
    webhook_deliveries: 0,
    events: 0,
  });
  expect(await names()).toEqual({
    sessions: ['to come'],
    revoked_tokens: ['a minute ago', 'to come'],
    idempotency_keys: ['to come'],
    rate_limits: ['to come'],
  });
});

test('events go after the days that are set for them', async () => {
  app = await startApp({ eventRetentionDays: 30 });
  const event = { type: 'customer.erased', actor: 'system', data: '{"customerId":1}' };
  const at = (days: number) => ({ ...event, subject: `day ${days}`, at: ago(days * DAY) });
  await app.deps.db.event.createMany({ data: [at(31), at(29), at(45)] });

  const removed = await app.deps.retention.runOnce();

  expect(removed).toMatchObject({ events: 2 });
  expect(await app.deps.db.event.findMany({ select: { subject: true } })).toEqual([{ subject: 'day 29' }]);
});

/** A delivery to a webhook of an event of this many days ago, which ended then or never. */
async function aWebhookDelivery(position: number, days: number, status: 'PENDING' | 'DELIVERED' | 'PARKED') {
  const { db } = app.deps;
  const at = ago(days * DAY);
  const ended = status === 'PENDING' ? null : at;
  const times = { nextAttemptAt: at, retryUntil: at, createdAt: at, settledAt: ended };
  const [endpoint, event] = [
    await db.webhookEndpoint.findFirstOrThrow(),
    { type: 'order.created', subject: 'order:1' },
  ];
  const { id: eventId } = await db.event.create({ data: { ...event, position, at, actor: 'system', data: '{}' } });
  const ids = { endpointId: endpoint.id, eventId, position };
  await db.webhookDelivery.create({ data: { ...event, ...ids, ...times, status, deliveredAt: ended } });
}

test('deliveries to webhooks go two weeks after they ended, never while they are due, and their events stay', async () => {
  app = await startApp();
  const { db } = app.deps;
  const at = ago(0);
  const url = 'http://127.0.0.1:1/';
  await db.webhookEndpoint.create({
    data: { url, events: '["*"]', secret: '', cursor: 0, createdAt: at, updatedAt: at },
  });
  const planted = [
    [1, 15, 'DELIVERED'],
    [2, 15, 'PARKED'],
    [3, 15, 'PENDING'],
    [4, 13, 'DELIVERED'],
    [5, 13, 'PARKED'],
  ] as const;
  for (const [position, days, status] of planted) await aWebhookDelivery(position, days, status);

  const removed = await app.deps.retention.runOnce();

  expect(removed).toMatchObject({ webhook_deliveries: 2, events: 0 });
  const left = await db.webhookDelivery.findMany({ orderBy: { position: 'asc' }, select: { position: true } });
  expect(left.map(({ position }) => position)).toEqual([3, 4, 5]);
});

test('scans are kept however old they are, unless the shop sets a time', async () => {
  app = await startApp();
  const { order } = await anOrder(app);
  await aScan(order.id, ago(4000 * DAY));

  await app.deps.retention.runOnce();

  expect(await app.deps.db.track.count()).toBe(1);
});

test('scans go after the days the shop sets, and their order stays', async () => {
  app = await startApp({ trackRetentionDays: 365 });
  const { order } = await anOrder(app);
  for (const days of [400, 366, 364, 0]) await aScan(order.id, ago(days * DAY));

  const removed = await app.deps.retention.runOnce();

  expect(removed).toMatchObject({ tracks: 2 });
  expect(await app.deps.db.track.count()).toBe(2);
  expect(await app.deps.db.order.count()).toBe(1);
});

test('much is deleted piece by piece, by the index', async () => {
  const statements: Statement[] = [];
  app = await startApp({}, { onStatement: (statement) => statements.push(statement) });
  const rows = Array.from({ length: 1_200 }, (_, index) => ({
    jti: randomUUID(),
    expiresAt: ago(HOUR + index * 1000),
  }));
  await app.deps.db.revokedToken.createMany({ data: rows });
  await app.deps.db.revokedToken.create({ data: { jti: 'still good', expiresAt: ago(-HOUR) } });
  statements.length = 0;

  const removed = await app.deps.retention.runOnce();

  expect(removed).toMatchObject({ revoked_tokens: 1_200 });
  expect(await app.deps.db.revokedToken.findMany({ select: { jti: true } })).toEqual([{ jti: 'still good' }]);
  const ours = statements.filter(({ query }) => /revoked_tokens/.test(query) && /^(SELECT|DELETE)/.test(query));
  expect(ours.filter(({ query }) => query.startsWith('DELETE'))).toHaveLength(3);
  for (const statement of ours.slice(0, 6)) expect(await planOf(app, statement), statement.query).toEqual([]);
});

test('of two that come at once one does it', async () => {
  app = await startApp();
  await expiring('long ago', ago(HOUR));

  const runs = await Promise.all([app.deps.retention.runOnce(), app.deps.retention.runOnce()]);
  const later = await app.deps.retention.runOnce();

  expect(runs.filter((removed) => removed === null)).toHaveLength(1);
  expect(later).toEqual({
    sessions: 0,
    revoked_tokens: 0,
    idempotency_keys: 0,
    rate_limits: 0,
    webhook_deliveries: 0,
    events: 0,
  });
});

test('who died at it holds the others up until its time is over', async () => {
  app = await startApp();
  const { db, retention } = app.deps;
  const dead = { name: 'retention', holder: 'a process that died' };
  await takeLease(db, dead, new Date(), ago(-60_000));

  expect(await retention.runOnce()).toBe(null);
  await db.lease.update({ where: { name: 'retention' }, data: { heldUntil: ago(1) } });

  expect(await retention.runOnce()).not.toBe(null);
});

test('a lease of a clock that was ahead holds nobody up once that is put right', async () => {
  app = await startApp();
  const { db, retention } = app.deps;
  await takeLease(db, { name: 'retention', holder: 'ahead by a day' }, ago(-DAY), ago(-DAY - 60_000));

  expect(await retention.runOnce()).not.toBe(null);
});

test('of twenty that reach for a free lease one gets it, the first time and every later time', async () => {
  app = await startApp();
  for (let round = 0; round < 3; round += 1) {
    const taken = await Promise.all(
      Array.from({ length: 20 }, () =>
        takeLease(app.deps.db, { name: 'work', holder: randomUUID() }, new Date(), ago(-60_000)),
      ),
    );

    expect(taken.filter(Boolean)).toHaveLength(1);
    await app.deps.db.lease.updateMany({ data: { heldUntil: ago(1) } });
  }
});

test('a started server does it by itself, tells it in its metrics, and stops with it', async () => {
  app = await startApp();
  await expiring('long ago', ago(HOUR));
  await expiring('to come', ago(-HOUR));
  vi.spyOn(Math, 'random').mockReturnValue(0);

  app.deps.retention.start();
  await expect.poll(async () => (await names()).idempotency_keys).toEqual(['to come']);
  await app.deps.retention.stop();

  const { text } = await app.http.get('/metrics');
  expect(text).toMatch(/^fabclean_expired_rows_removed_total{table="sessions"} 1$/m);
  expect(text).toMatch(/^fabclean_retention_last_run_timestamp_seconds 1\d{9}/m);
});
