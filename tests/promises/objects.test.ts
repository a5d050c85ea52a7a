import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import { isLoggedIn } from '../support/admins.js';
import { aBatch } from '../support/batches.js';
import { anEmail, anOrder, aService } from '../support/builders.js';
import { aCustomer, anAdmin, aWorker } from '../support/clients.js';
import { aDelivery, anOrderThatIs, stateOf } from '../support/deliveries.js';
import { promise } from '../support/promises/promise.js';
import type { PromiseServer } from '../support/promises/promise-server.js';
import { notYours, tokenRequired } from '../support/told.js';

const storedOrder = (server: PromiseServer, id: string) =>
  server.deps.db.order.findUnique({ where: { id }, include: { lines: true, timeline: true } });

promise(24, { title: 'B reaches nothing of A’s order, with A’s name, phone and e-mail in hand' }, async (server) => {
  const { http } = server;
  const same = { name: 'Same Name', phone: '+919811111111' };
  const [a, b] = [await aCustomer(server, same), await aCustomer(server, same)];
  const { order } = await anOrder(server, { customerName: same.name, customerPhone: same.phone }, a.token);
  const path = `/api/orders/${order.id}`;
  const before = await storedOrder(server, order.id);

  const tries = [
    () => http.get(path),
    () => http.get(`${path}/timeline`),
    () => http.get('/api/orders').query({ email: a.email }),
    () => http.put(path).send({ specialInstructions: 'mine now', serviceIds: ['s2'] }),
    () => http.delete(path).query({ email: a.email }),
    () => http.delete(path).query({ email: b.email }),
  ];
  for (const attempt of tries) {
    const [asB, asNobody] = [await attempt().set(b.as()), await attempt()];
    expect([401, 403]).toContain(asB.status);
    expect(asB.text).not.toContain(order.createdAt);
    expect([asNobody.status, asNobody.body]).toMatchObject([401, tokenRequired]);
  }
  expect((await http.get(path).set(b.as())).body).toMatchObject(notYours);
  const own = await http.get('/api/orders').query({ email: b.email }).set(b.as());
  expect(own.body).toEqual([]);
  expect(await storedOrder(server, order.id)).toEqual(before);
});

promise(24, { title: 'ownership is the account, not the e-mail it once had' }, async (server) => {
  const email = anEmail();
  const a = await aCustomer(server, { email });
  const { order } = await anOrder(server, {}, a.token);
  await server.http.put('/auth/me').set(a.as()).send({ email: anEmail() });
  const b = await aCustomer(server, { email });

  const list = await server.http.get('/api/orders').query({ email }).set(b.as());

  expect(list.body).toEqual([]);
  expect((await server.http.get(`/api/orders/${order.id}`).set(b.as())).status).toBe(403);
  expect((await server.http.delete(`/api/orders/${order.id}`).query({ email }).set(b.as())).status).not.toBe(200);
  expect((await server.http.get(`/api/orders/${order.id}`).set(a.as())).status).toBe(200);
});

promise(28, { title: 'totals come from stored prices and stay when prices change' }, async (server) => {
  const id = await aService(server, { priceMinor: 9_999n });
  const customer = await aCustomer(server);
  const admin = await anAdmin(server);
  const { order } = await anOrder(
    server,
    {
      items: [{ serviceId: id, quantity: 3, unitPrice: 0.01, lineTotal: 0.01 }],
      serviceIds: undefined,
      total: 0.01,
      currency: 'USD',
    },
    customer.token,
  );
  expect(order).toMatchObject({ total: 299.97, currency: 'INR' });

  expect((await server.http.put(`/admin/api/services/${id}`).set(admin).send({ price: 1 })).status).toBe(200);

  const again = await server.http.get(`/api/orders/${order.id}`).set(customer.as());
  expect(again.body).toMatchObject({ total: 299.97, items: [{ unitPrice: 99.99, lineTotal: 299.97 }] });
});

promise(28, { title: 'the actor is who is logged in, whatever the body says' }, async (server) => {
  const employee = await aWorker(server, 'EMPLOYEE');
  const { order } = await anOrder(server);
  const claims = { actor: 'admin:1', created_by: 'admin:1', createdByActor: 'admin:1', workerId: 1, userId: 1 };
  await server.http
    .put(`/employee/api/orders/${order.id}/status`)
    .set(employee.as())
    .send({ status: 'Ready for Delivery', ...claims });
  const { order: second } = await anOrder(server);
  const clerk = { portal: '/employee/api' as const, headers: employee.as() };
  const batch = await aBatch(server, clerk, [second.id]);

  const timeline = await server.http.get(`/api/orders/${order.id}/timeline`).set(employee.as());
  const actors = timeline.body.map((entry: { actor: string }) => entry.actor);
  expect(actors.at(-1)).toBe(`employee:${employee.id}`);
  const row = await server.deps.db.transitBatch.findUnique({ where: { id: batch.id } });
  expect(row?.createdByActor).toBe(`employee:${employee.id}`);
});

promise(29, { title: 'an order id opens nothing, and a tracking token has 128 random bits' }, async (server) => {
  const { http } = server;
  const { order, trackingToken, trackingUrl } = await anOrder(server, { customerName: 'Hidden Name' });
  const bits = Buffer.from(trackingToken, 'base64url').length * 8;

  expect(bits).toBeGreaterThanOrEqual(128);
  expect((await http.get(`/api/track/${order.id}`)).status).toBe(404);
  expect((await http.get(`/api/orders/${order.id}`)).status).toBe(401);
  const tracked = await http.get(trackingUrl);
  expect(tracked.status).toBe(200);
  expect(tracked.text).not.toMatch(/Hidden|@|\+91/);
  const stored = JSON.stringify(await server.select(`SELECT * FROM orders WHERE id = '${order.id}'`), String);
  expect(stored).not.toContain(trackingToken);
  expect(stored).not.toContain(createHash('md5').update(trackingToken).digest('hex'));
});

promise(29, { title: 'tokens and ids are all different', long: true }, async (server, { figure, scaled }) => {
  const count = scaled(1_000);
  const seen = new Set<string>();
  for (let placed = 0; placed < count; placed += 1) {
    const { order, trackingToken } = await anOrder(server);
    seen.add(order.id).add(trackingToken);
  }
  figure('orders', count);
  expect(seen.size).toBe(2 * count);
});

promise(30, { title: 'who may not scan, or not this, is told so and changes nothing' }, async (server) => {
  const { http } = server;
  const admin = await anAdmin(server);
  const customer = await aCustomer(server);
  const [mine, other] = [await aWorker(server, 'WORKER'), await aWorker(server, 'WORKER')];
  const delivery = await aDelivery(server, admin, mine);
  const before = await stateOf(server, delivery.orderId);
  const scan = { orderId: delivery.orderId, orderStatus: 'Out for Delivery', workerId: mine.id };
  const post = (headers: Record<string, string>, body: object) => http.post('/worker/scan').set(headers).send(body);

  expect((await post({}, scan)).status).toBe(401);
  expect((await post(customer.as(), scan)).status).toBe(403);
  expect((await post(other.as(), scan)).status).toBe(403);
  expect((await post(mine.as(), { ...scan, orderId: 'zzzzzzzz' })).status).toBe(404);
  expect((await post(mine.as(), { ...scan, orderStatus: 'Delivered' })).status).toBe(400);
  expect((await post(mine.as(), { ...scan, orderStatus: 'At Store' })).status).toBe(400);
  expect((await http.put(`/worker/api/deliveries/${delivery.id}/start`).set(other.as())).status).toBe(403);
  const after = await stateOf(server, delivery.orderId);
  expect(after).toEqual(before);
  expect((await post(mine.as(), scan)).status).toBe(201);
  expect(await isLoggedIn(server, admin)).toBe(true);
});

promise(30, { title: 'a child belongs to the parent in its path' }, async (server) => {
  const admin = await anAdmin(server);
  const worker = await aWorker(server, 'WORKER');
  const [a, b] = [await aCustomer(server), await aCustomer(server)];
  const { order } = await anOrder(server, {}, a.token);
  await anOrderThatIs(server, 'READY_FOR_DELIVERY');

  expect((await server.http.get(`/api/orders/${order.id}/timeline`).set(b.as())).status).toBe(403);
  expect((await server.http.get('/api/orders/zzzzzzzz/timeline').set(admin)).status).toBe(404);
  expect((await server.http.put('/worker/api/deliveries/999999/start').set(worker.as())).status).toBe(404);
  expect((await server.http.put('/admin/api/transit-batches/999999/initiate').set(admin)).status).toBe(404);
});
