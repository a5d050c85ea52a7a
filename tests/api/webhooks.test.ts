import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { attemptDelivery } from '../../src/modules/webhooks/attempt-delivery.js';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder } from '../support/builders.js';
import { anAdmin } from '../support/clients.js';
import { aReceiver, type Received, type Receiver } from '../support/receiver.js';
import { type Calls, callsAs } from '../support/staff.js';

let app: TestApp;
let admin: Calls;
let receiver: Receiver;
let offsetMs = 0;
const clock = { now: () => new Date(Date.now() + offsetMs) };
const resolved: string[] = [];
let addresses: Record<string, string[]> = {};
const resolveHost = async (host: string) => {
  resolved.push(host);
  const next = addresses[host]?.shift() ?? '203.0.113.1';
  return [{ address: next, family: 4 }];
};

beforeEach(async () => {
  offsetMs = 0;
  addresses = {};
  resolved.length = 0;
  app = await startApp({}, { clock, resolveHost });
  admin = callsAs(app, await anAdmin(app));
  receiver = await aReceiver();
  app.deps.startBackground();
});
afterEach(async () => {
  await app.close();
  await receiver.close();
});

async function aWebhook(events = ['order.*'], url = receiver.url) {
  const { status, body } = await admin.post('/admin/api/webhooks', { url, events });
  expect(status).toBe(201);
  return body as { id: number; secret: string };
}
const log = async (id: number, query: object = {}) =>
  (await admin.get(`/admin/api/webhooks/${id}/deliveries`, query)).body as Record<string, unknown>[];
const eventually = <T>(look: () => T | Promise<T>) => expect.poll(look, { timeout: 10_000, interval: 25 });
const headersOf = ({ headers }: Received) => headers as Record<string, string>;
/** Time goes on, and the sender looks again. */
const later = (ms: number) => {
  offsetMs += ms;
};

test('an event reaches the receiver, signed so that the reference library verifies it', async () => {
  const { id, secret } = await aWebhook(['order.created']);
  const { order } = await anOrder(app);

  await eventually(() => receiver.received.length).toBe(1);
  const [got] = receiver.received as [Received];
  const told = new Webhook(secret).verify(got.body, headersOf(got)) as { id: string };
  expect(told).toMatchObject({ type: 'order.created', actor: 'guest', data: { orderId: order.id, total: 300 } });
  expect(got.headers).toMatchObject({ 'webhook-id': told.id, 'content-type': 'application/json' });
  expect(() => new Webhook(secret).verify(got.body.replace('300', '1'), headersOf(got))).toThrow();
  await eventually(() => log(id)).toMatchObject([
    {
      event: told.id,
      type: 'order.created',
      subject: `order:${order.id}`,
      status: 'delivered',
      attempts: 1,
      responseCode: 204,
    },
  ]);
});

test('a webhook gets what it asked for, from when it was made', async () => {
  await anOrder(app);
  await eventually(() => app.deps.db.event.count({ where: { position: null } })).toBe(0);
  const { id } = await aWebhook(['service.*']);
  await anOrder(app);
  await admin.post('/admin/api/services', { name: 'Steam', price: 1 });

  await eventually(() => receiver.types()).toEqual(['service.created']);
  expect(await log(id)).toHaveLength(1);
});

test('a failing order is tried again later and holds back its own later events, and nobody else’s', async () => {
  const { id } = await aWebhook();
  const bad = (await anOrder(app)).order.id;
  receiver.behave((response, { body }) => response.writeHead(body.includes(bad) ? 503 : 200).end());
  await eventually(() => receiver.types(bad).length).toBeGreaterThan(0);
  receiver.received.length = 0;
  receiver.behave((response, { body }) => response.writeHead(body.includes(bad) ? 503 : 200).end());

  later(60_000);
  await eventually(() => receiver.types(bad)).toEqual(['order.created']);
  await admin.put(`/admin/api/orders/${bad}`, { status: 'Ready for Delivery' });
  const good = (await anOrder(app)).order.id;
  await eventually(() => receiver.types(good)).toEqual(['order.created']);
  expect(receiver.types(bad)).toEqual(['order.created']);
  receiver.behave((response) => response.writeHead(200).end());
  later(120_000);

  await eventually(() => receiver.types(bad)).toEqual(['order.created', 'order.created', 'order.status_changed']);
  await eventually(() => log(id, { status: 'pending' })).toEqual([]);
});

test.each<[string, Parameters<Receiver['behave']>[0], RegExp]>([
  ['redirects', (response) => response.writeHead(307, { Location: '/elsewhere' }).end(), /Answered 307/],
  ['hangs', () => {}, /No answer within 400 ms/],
  ['closes the connection', (response) => response.destroy(), /The request failed \(ECONNRESET\)/],
  ['answers 500', (response) => response.writeHead(500).end('x'.repeat(200_000)), /Answered 500/],
])('a receiver that %s failed, and is told again', async (_what, behaviour, reason) => {
  const { id } = await aWebhook(['order.created']);
  receiver.behave(behaviour);
  await anOrder(app);

  await eventually(async () => (await log(id))[0]).toMatchObject({
    status: 'pending',
    attempts: 1,
    lastError: expect.stringMatching(reason),
  });
  expect(receiver.received.map(({ path }) => path)).toEqual(['/hook']);
  receiver.behave((response) => response.writeHead(200).end());
  later(60_000);
  await eventually(async () => (await log(id))[0]).toMatchObject({ status: 'delivered', attempts: 2, lastError: null });
  expect(headersOf(receiver.received[0] as Received)['webhook-id']).toBe(
    headersOf(receiver.received[1] as Received)['webhook-id'],
  );
});

test('a receiver that answers an endless body is cut off, and its status counts', async () => {
  const { id } = await aWebhook(['order.created']);
  receiver.behave((response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write('x'.repeat(100_000)), 5);
    response.on('close', () => clearInterval(timer));
  });
  await anOrder(app);

  await eventually(async () => (await log(id))[0]).toMatchObject({ status: 'delivered', responseCode: 200 });
});

test('a receiver that answers and then drips holds no more places than it has', async () => {
  const { id } = await aWebhook(['order.created']);
  let open = 0;
  let most = 0;
  const drips: NodeJS.Timeout[] = [];
  receiver.behave((response) => {
    open += 1;
    most = Math.max(most, open);
    response.writeHead(200);
    const drip = setInterval(() => response.write('.'), 50);
    drips.push(drip);
    response.on('close', () => {
      open -= 1;
      clearInterval(drip);
    });
  });
  await Promise.all(Array.from({ length: 24 }, () => anOrder(app)));

  await eventually(() => log(id, { status: 'delivered' }).then((rows) => rows.length)).toBe(24);
  expect(most).toBeLessThanOrEqual(8);
  await eventually(() => open).toBe(0);
  expect((await log(id)).map(({ responseCode }) => responseCode)).toEqual(Array.from({ length: 24 }, () => 200));
  drips.forEach(clearInterval);
});

test('410 ends a webhook, and so do three days of nothing but failures; enabled again it goes on from there', async () => {
  const [gone, failing] = [
    await aWebhook(['order.created']),
    await aWebhook(['order.created'], `${receiver.url}/dead`),
  ];
  receiver.behave((response, { path }) => response.writeHead(path.endsWith('dead') ? 500 : 410).end());
  await anOrder(app);
  const shown = async ({ id }: { id: number }) => (await admin.get(`/admin/api/webhooks/${id}`)).body;

  await eventually(() => shown(gone)).toMatchObject({ status: 'disabled', disabledReason: 'gone' });
  await eventually(async () => (await log(failing.id))[0]).toMatchObject({ status: 'pending', attempts: 1 });
  expect(await shown(failing)).toMatchObject({ status: 'enabled' });
  later(73 * 3_600_000);
  // The session ended meanwhile.
  admin = callsAs(app, await anAdmin(app));
  await eventually(() => shown(failing)).toMatchObject({ status: 'disabled', disabledReason: 'failing' });
  expect(await log(failing.id)).toMatchObject([{ status: 'parked', attempts: 2, nextAttemptAt: null }]);

  receiver.behave((response) => response.writeHead(200).end());
  receiver.received.length = 0;
  await anOrder(app);
  await eventually(() => app.deps.db.event.count({ where: { position: null } })).toBe(0);
  await admin.put(`/admin/api/webhooks/${gone.id}`, { status: 'enabled' });
  const { order } = await anOrder(app);
  await eventually(() => receiver.types()).toEqual(['order.created']);
  expect(receiver.types(order.id)).toHaveLength(1);
});

test('one event, and all since a time, are sent again under the same id', async () => {
  const { id } = await aWebhook(['order.created']);
  const { order } = await anOrder(app);
  await eventually(async () => (await log(id))[0]).toMatchObject({ status: 'delivered' });
  const [entry] = await log(id);

  const replayed = await admin.post(`/admin/api/webhooks/${id}/deliveries/${entry?.['id']}/replay`, {});
  expect(replayed).toMatchObject({ status: 200, body: { event: entry?.['event'] } });
  await eventually(() => receiver.types(order.id)).toHaveLength(2);
  const since = await admin.post(`/admin/api/webhooks/${id}/replay`, { since: '2020-01-01T00:00:00Z' });
  expect(since).toMatchObject({ status: 200, body: { events: expect.any(Number) } });
  await eventually(() => receiver.types(order.id)).toHaveLength(3);
  const behind = await admin.post(`/admin/api/webhooks/${id}/replay`, { afterEvent: entry?.['event'] });

  expect(behind.body).toEqual({ events: 0 });
  expect(new Set(receiver.received.map((got) => headersOf(got)['webhook-id'])).size).toBe(1);
  expect((await admin.post(`/admin/api/webhooks/${id}/deliveries/99999/replay`, {})).status).toBe(404);
  expect((await admin.post(`/admin/api/webhooks/${id}/replay`, {})).status).toBe(400);
});

test('a delivery that ended has the time it did, and none when it is due again', async () => {
  const { id } = await aWebhook(['order.created']);
  const settledAt = async () => (await app.deps.db.webhookDelivery.findFirst({ where: { endpointId: id } }))?.settledAt;
  receiver.behave((response) => response.writeHead(410).end());
  await anOrder(app);

  await eventually(async () => (await log(id))[0]).toMatchObject({ status: 'parked' });
  expect(await settledAt()).toBeInstanceOf(Date);
  const [entry] = await log(id);
  await admin.post(`/admin/api/webhooks/${id}/deliveries/${entry?.['id']}/replay`, {});
  expect(await settledAt()).toBe(null);
  receiver.behave((response) => response.writeHead(204).end());
  await admin.put(`/admin/api/webhooks/${id}`, { status: 'enabled' });
  await eventually(async () => (await log(id))[0]).toMatchObject({ status: 'delivered' });
  expect(await settledAt()).toBeInstanceOf(Date);
});

test('a rotated secret signs at once, and the old one for a day', async () => {
  const { id, secret } = await aWebhook(['order.created']);
  const { body } = await admin.post(`/admin/api/webhooks/${id}/rotate-secret`, {});
  const test = async () => (await admin.post(`/admin/api/webhooks/${id}/test`, {})).body;

  expect(await test()).toEqual({ delivered: true, responseCode: 204, error: null });
  const [first] = receiver.received as [Received];
  for (const each of [secret, body.secret]) expect(new Webhook(each).verify(first.body, headersOf(first))).toBeTruthy();
  expect(JSON.parse(first.body)).toMatchObject({ type: 'webhook.test', data: { webhookId: id } });
  expect(first.headers['webhook-signature']?.toString().split(' ')).toHaveLength(2);
  offsetMs = 25 * 3_600_000;
  admin = callsAs(app, await anAdmin(app));
  await test();
  expect(receiver.received.at(-1)?.headers['webhook-signature']?.toString().split(' ')).toHaveLength(1);
});

test('the secret is shown once, and stored unreadable', async () => {
  const { id, secret } = await aWebhook();
  const row = await app.deps.db.webhookEndpoint.findUniqueOrThrow({ where: { id } });
  const texts = [
    row,
    (await admin.get('/admin/api/webhooks')).body,
    (await admin.get(`/admin/api/webhooks/${id}`)).body,
  ];

  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(JSON.stringify(texts)).not.toContain(secret);
  expect(JSON.stringify(texts)).not.toContain(secret.slice(6, 30));
});

test('a name is resolved once, and the connection goes to the address that was checked', async () => {
  const other = await aReceiver('127.0.0.2', receiver.port);
  addresses['localhost'] = ['127.0.0.1', '127.0.0.2'];
  addresses['inside.test'] = ['10.0.0.7'];
  const { id } = await aWebhook(['order.created'], `http://localhost:${receiver.port}/hook`);
  const outside = await admin.post(`/admin/api/webhooks/${id}/test`, {});
  await admin.put(`/admin/api/webhooks/${id}`, { url: 'https://inside.test/hook' });
  const inside = await admin.post(`/admin/api/webhooks/${id}/test`, {});

  expect(outside.body).toMatchObject({ delivered: true });
  expect(resolved).toEqual(['localhost', 'inside.test']);
  expect([receiver.received.length, other.received.length]).toEqual([1, 0]);
  expect(inside.body).toEqual({
    delivered: false,
    responseCode: null,
    error: 'The name leads to an address that is not public',
  });
  await other.close();
});

test('of many that come for one attempt at the same time one makes it', async () => {
  await app.deps.webhooks.stop();
  const { id } = await aWebhook(['order.created']);
  const { db } = app.deps;
  const at = clock.now();
  const event = { type: 'order.created', subject: 'order:x', at, actor: 'system', data: '{}' };
  const { id: eventId } = await db.event.create({ data: event });
  const row = { endpointId: id, eventId, position: 999, subject: 'order:x', type: 'order.created' };
  const times = { nextAttemptAt: at, retryUntil: at, createdAt: at };
  const due = await db.webhookDelivery.create({ data: { ...row, ...times }, select: { id: true, attempts: true } });
  const endpoint = await db.webhookEndpoint.findUniqueOrThrow({ where: { id } });

  const outcomes = await Promise.all(
    Array.from({ length: 8 }, () => attemptDelivery({ db, clock, post: app.deps.webhooks.post }, endpoint, due)),
  );

  expect(outcomes.filter((outcome) => outcome !== null)).toHaveLength(1);
  expect(receiver.received).toHaveLength(1);
});

test('what is not a fit URL or event is refused, and nothing is kept', async () => {
  const post = (body: object) => admin.post('/admin/api/webhooks', body);
  const answers = [
    await post({ url: 'http://example.com/', events: ['*'] }),
    await post({ url: 'https://10.0.0.1/', events: ['*'] }),
    await post({ url: receiver.url, events: ['order.gone'] }),
    await post({ url: receiver.url, events: [] }),
    await post({ url: receiver.url, events: ['*'], secret: 'mine' }),
  ];

  expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400]);
  expect((await admin.get('/admin/api/webhooks')).body).toEqual([]);
});

test('stopping begins no further attempt, and one that was cut off is left for whoever comes next', async () => {
  const { id } = await aWebhook(['order.created']);
  receiver.behave(() => {});
  await anOrder(app);
  await eventually(() => receiver.received.length).toBe(1);

  await app.deps.stopBackground();
  await anOrder(app);

  const rows = await app.deps.db.webhookDelivery.findMany({ where: { endpointId: id } });
  expect(rows).toMatchObject([{ status: 'PENDING', lease: null, leasedUntil: null, attempts: 1 }]);
  expect(receiver.received).toHaveLength(1);
});
