import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder } from '../support/builders.js';
import { aCustomer, anAdmin, aWorker } from '../support/clients.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

test('staff and the owner make a new link for an order; the lost one ends, and no other order’s', async () => {
  const owner = await aCustomer(app);
  const [placed, bystander] = [await anOrder(app, { customerEmail: owner.email }, owner.token), await anOrder(app)];
  const path = `/api/orders/${placed.order.id}/tracking-link`;
  const callers = [(await aWorker(app, 'EMPLOYEE')).as(), await anAdmin(app), owner.as()];

  let before = placed.trackingUrl;
  for (const as of callers) {
    const renewed = await app.http.post(path).set(as);
    expect(renewed.status).toBe(201);
    expect(renewed.body).toEqual({
      trackingToken: expect.stringMatching(/^[\w-]{22}$/),
      trackingUrl: `/api/track/${renewed.body.trackingToken}`,
    });
    expect((await app.http.get(before)).status).toBe(404);
    expect((await app.http.get(renewed.body.trackingUrl)).body.orderId).toBe(placed.order.id);
    before = renewed.body.trackingUrl;
  }

  expect((await app.http.get(bystander.trackingUrl)).status).toBe(200);
  const audit = await app.http.get('/admin/api/audit-log?entity=order').set(await anAdmin(app));
  const renewals = audit.body.filter(
    (entry: { action: string; entityId: string }) =>
      entry.action === 'order.tracking_renewed' && entry.entityId === placed.order.id,
  );
  expect(renewals).toHaveLength(3);
  expect(JSON.stringify(renewals)).not.toContain(before.slice('/api/track/'.length));
});

test('nobody else makes one, and an edit that was begun before is not refused for it', async () => {
  const owner = await aCustomer(app);
  const { order, trackingUrl } = await anOrder(app, { customerEmail: owner.email }, owner.token);
  const path = `/api/orders/${order.id}/tracking-link`;
  const tag = String((await app.http.get(`/api/orders/${order.id}`).set(owner.as())).headers['etag']);

  expect((await app.http.post(path)).status).toBe(401);
  expect((await app.http.post(path).set((await aCustomer(app)).as())).status).toBe(403);
  expect((await app.http.post(path).set((await aWorker(app, 'WORKER')).as())).status).toBe(403);
  expect((await app.http.get(trackingUrl)).status).toBe(200);
  expect(
    (await app.http.post('/api/orders/zzzzzzzz/tracking-link').set((await aWorker(app, 'EMPLOYEE')).as())).status,
  ).toBe(404);

  await app.http.post(path).set(owner.as());
  const edit = await app.http
    .put(`/api/orders/${order.id}`)
    .set(owner.as())
    .set('If-Match', tag)
    .send({ pickupDate: '2027-01-05' });
  expect(edit.status).toBe(200);
});

test('the new link of an order that made an account claims it, and the lost one does not', async () => {
  const placed = await anOrder(app);
  const email = placed.order.customerEmail;
  const { body: renewed } = await app.http
    .post(`/api/orders/${placed.order.id}/tracking-link`)
    .set((await aWorker(app, 'EMPLOYEE')).as());
  const claim = (orderToken: string) =>
    app.http
      .post('/auth/signup')
      .send({ name: 'Asha Rao', email, phone: '+919800000001', password: 'correct horse battery', orderToken });

  expect((await claim(placed.trackingToken)).body.error).toBe('Email exists');
  expect((await claim(renewed.trackingToken)).status).toBe(201);
});
