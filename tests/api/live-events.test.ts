import { connect } from 'node:net';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder } from '../support/builders.js';
import { aCustomer, anAdmin, aWorker } from '../support/clients.js';
import { aDelivery } from '../support/deliveries.js';
import { type Watch, watch } from '../support/live-stream.js';

let app: TestApp;
let admin: { Cookie: string };
const statements: string[] = [];
beforeEach(async () => {
  statements.length = 0;
  app = await startApp({}, { onStatement: ({ query }) => statements.push(query) });
  admin = await anAdmin(app);
  app.deps.startBackground();
});
afterEach(() => app.close());

const eventually = <T>(look: () => T) => expect.poll(look, { timeout: 15_000, interval: 20 });
/** A stream that has caught up, so that what happens now is seen live. */
async function watching(headers: Record<string, string>, query = ''): Promise<Watch> {
  const stream = await watch(`${app.url}/api/events${query}`, headers);
  await eventually(() => stream.lastId()).not.toBe('');
  return stream;
}
const orderIds = (stream: Watch) => stream.messages.map(({ data }) => JSON.parse(data).data.orderId);

test('staff see what happens, as it happens, in the shape of webhooks', async () => {
  const stream = await watching(admin);
  const { order } = await anOrder(app);

  await eventually(() => stream.types()).toEqual(['customer.created', 'order.created']);
  const [, created] = stream.messages;
  expect(JSON.parse(created?.data ?? '')).toMatchObject({
    id: `evt_${created?.id}`,
    type: 'order.created',
    data: { orderId: order.id, total: 300 },
  });
});

test('a customer sees the orders of their account, and no one else’s', async () => {
  const [owner, other] = [await aCustomer(app), await aCustomer(app)];
  // Placed by a guest before the account was there: in no account.
  const guest = await anOrder(app);
  const stream = await watching(owner.as(), '?lastEventId=0');
  const foreign = await anOrder(app, { customerEmail: other.email }, other.token);
  const own = await anOrder(app, { customerEmail: owner.email }, owner.token);
  await app.http.put(`/admin/api/orders/${own.order.id}`).set(admin).send({ status: 'Ready for Delivery' });

  await eventually(() => stream.types()).toEqual(['order.created', 'order.status_changed']);
  expect(new Set(orderIds(stream))).toEqual(new Set([own.order.id]));
  for (const { order } of [guest, foreign]) expect(stream.text()).not.toContain(order.id);
});

test('of a withdrawn order its owner sees that, and nothing of before', async () => {
  const owner = await aCustomer(app);
  const { order } = await anOrder(app, { customerEmail: owner.email }, owner.token);
  await app.http.delete(`/api/orders/${order.id}`).query({ email: owner.email }).set(owner.as()).expect(200);

  const stream = await watching(owner.as(), '?lastEventId=0');

  await eventually(() => stream.types()).toEqual(['order.cancelled']);
});

test('employees see no workers, delivery workers their own deliveries', async () => {
  const [employee, driver, other] = [
    await aWorker(app, 'EMPLOYEE'),
    await aWorker(app, 'WORKER'),
    await aWorker(app, 'WORKER'),
  ];
  const streams = await Promise.all([employee, driver, other].map((worker) => watching(worker.as())));
  const hired = { name: 'Nila', email: 'nila@example.com', password: 'a password of twelve', role: 'worker' };
  await app.http.post('/admin/api/workers').set(admin).send(hired).expect(201);
  await aDelivery(app, admin, driver);

  await eventually(() => streams[0]?.types()).toEqual(['customer.created', 'order.created', 'delivery.created']);
  await eventually(() => streams[1]?.types()).toEqual(['delivery.created']);
  expect(streams[2]?.types()).toEqual([]);
});

test('types narrow a stream, and what is none is refused', async () => {
  const stream = await watching(admin, '?types=order.*,service.created');
  await anOrder(app);

  await eventually(() => stream.types()).toEqual(['order.created']);
  expect((await app.http.get('/api/events?types=order.gone').set(admin)).status).toBe(400);
  expect((await app.http.get('/api/events?lastEventId=x').set(admin)).status).toBe(400);
  expect((await app.http.get('/api/events')).status).toBe(401);
});

test('a client that comes back gets what it missed once, in order, by header or query', async () => {
  const first = await watching(admin, '?types=order.*');
  await anOrder(app);
  await eventually(() => first.types().length).toBe(1);
  const seen = first.lastId();
  first.leave();
  const missed = [(await anOrder(app)).order.id, (await anOrder(app)).order.id];

  const byHeader = await watching({ ...admin, 'Last-Event-ID': seen }, '?types=order.*');
  const byQuery = await watching(admin, `?types=order.*&lastEventId=evt_${seen}`);
  const live = (await anOrder(app)).order.id;

  for (const stream of [byHeader, byQuery]) await eventually(() => orderIds(stream)).toEqual([...missed, live]);
});

test('a client that missed events for being too old is told to begin anew', async () => {
  await anOrder(app);
  await eventually(async () => app.deps.db.event.count({ where: { position: null } })).toBe(0);
  await app.deps.db.event.deleteMany();

  const [old, ahead] = [await watching(admin, '?lastEventId=1'), await watching(admin, '?lastEventId=999999')];
  await anOrder(app);

  for (const stream of [old, ahead]) {
    await eventually(() => stream.types()).toEqual(['reset', 'customer.created', 'order.created']);
  }
});

test('many who watch cost no more queries than one', async () => {
  const customers = await Promise.all(Array.from({ length: 3 }, () => aCustomer(app)));
  await Promise.all(customers.flatMap((one) => Array.from({ length: 10 }, () => watching(one.as()))));
  const stream = await watching(admin);
  statements.length = 0;
  await anOrder(app);
  await eventually(() => stream.types()).toContain('order.created');

  const reads = statements.filter((query) => /FROM .*events/.test(query) && /actor/.test(query));
  expect(reads.length).toBeGreaterThan(0);
  expect(reads.length).toBeLessThan(4);
});

test('an account has ten streams at most, and leaving makes room', async () => {
  const { as } = await aCustomer(app);
  const streams = await Promise.all(Array.from({ length: 10 }, () => watching(as())));

  expect(await app.http.get('/api/events').set(as())).toMatchObject({
    status: 429,
    body: { code: 'stream.too_many' },
    headers: { 'retry-after': '30' },
  });
  streams[0]?.leave();
  await eventually(() => app.deps.live.count()).toBe(9);
  await watching(as());
});

test.each<[string, (token: string) => Promise<unknown>]>([
  ['a logout', (token) => app.http.post('/auth/logout').set('Authorization', `Bearer ${token}`)],
  ['a block', () => app.deps.db.customer.updateMany({ data: { status: 'BLOCKED', tokenVersion: { increment: 1 } } })],
])('%s ends the stream, and a bystander’s goes on', async (_what, end) => {
  const owner = await aCustomer(app);
  const [stream, bystander] = [await watching(owner.as()), await watching(admin)];

  await end(owner.token);

  await eventually(() => stream.closed()).toBe(true);
  expect(stream.text()).toContain('event: end');
  expect(bystander.closed()).toBe(false);
});

test('an admin’s logout ends their stream', async () => {
  const stream = await watching(admin);
  await app.http.post('/admin/logout').set(admin).expect(200);

  await eventually(() => stream.closed()).toBe(true);
});

test('stopping ends every stream at once, with a word on when to come back', async () => {
  const streams = await Promise.all([watching(admin), watching(admin)]);
  await app.deps.stopBackground();

  for (const stream of streams) {
    await eventually(() => stream.closed()).toBe(true);
    expect(stream.text()).toMatch(/retry: 1000\n\n$/);
  }
  expect((await app.http.get('/api/events').set(admin)).status).toBe(503);
});

test('a client that takes nothing is let go, and the others go on', async () => {
  const bystander = await watching(admin, '?types=service.*');
  const { hostname, port } = new URL(app.url);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => {});
  socket.pause();
  socket.write(`GET /api/events HTTP/1.1\r\nHost: ${hostname}\r\nCookie: ${admin.Cookie}\r\n\r\n`);
  await eventually(() => app.deps.live.count()).toBe(2);

  // Large enough for the buffers of both kernels and ours.
  const data = JSON.stringify({ orderId: 'x', padding: 'x'.repeat(60_000) });
  const row = { type: 'order.updated', subject: 'order:x', at: new Date(), actor: 'system', data };
  for (let sent = 0; sent < 40 && app.deps.live.count() === 2; sent += 1) {
    await app.deps.db.event.createMany({ data: Array.from({ length: 10 }, () => row) });
    await new Promise((resolve) => setTimeout(resolve, 300));
  }

  expect(app.deps.live.count()).toBe(1);
  expect(bystander.closed()).toBe(false);
  expect(await app.deps.metrics.registry.metrics()).toContain('fabclean_live_streams_ended_total{reason="slow"} 1');
});

test('a blocked customer’s stream ends before anything that came after is told, and a bystander’s goes on', async () => {
  const [owner, bystander] = [await aCustomer(app), await aCustomer(app)];
  const [stream, other] = [await watching(owner.as()), await watching(bystander.as())];
  const { order: before } = await anOrder(app, { customerEmail: owner.email }, owner.token);
  await eventually(() => stream.types()).toEqual(['order.created']);

  await app.http.put(`/admin/api/customers/${owner.id}`).set(admin).send({ status: 'blocked' }).expect(200);
  await app.http.put(`/admin/api/orders/${before.id}`).set(admin).send({ status: 'Ready for Delivery' }).expect(200);
  const { order: own } = await anOrder(app, { customerEmail: bystander.email }, bystander.token);

  await eventually(() => stream.closed()).toBe(true);
  expect(stream.types()).toEqual(['order.created', 'end']);
  await eventually(() => orderIds(other)).toEqual([own.id]);
  expect(other.closed()).toBe(false);
});

test('a worker who is deactivated sees nothing more, and a logout ends the stream too', async () => {
  const [employee, leaver] = [await aWorker(app, 'EMPLOYEE'), await aWorker(app, 'EMPLOYEE')];
  const [stream, left] = [await watching(employee.as()), await watching(leaver.as())];

  await app.http.post('/employee/logout').set(leaver.as()).expect(200);
  await app.http.put(`/admin/api/workers/${employee.id}`).set(admin).send({ active: false }).expect(200);
  await anOrder(app);

  await eventually(() => [stream.closed(), left.closed()]).toEqual([true, true]);
  expect(stream.types()).toEqual(['end']);
});
