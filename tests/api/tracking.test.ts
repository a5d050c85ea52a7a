import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder } from '../support/builders.js';
import { aCustomer, bearer } from '../support/clients.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

test('whoever holds the tracking token sees where the order is', async () => {
  const { order, trackingToken, trackingUrl } = await anOrder(app);

  const response = await app.http.get(trackingUrl);

  expect(trackingUrl).toBe(`/api/track/${trackingToken}`);
  expect(trackingToken).toMatch(/^[\w-]{22}$/);
  expect(response.status).toBe(200);
  expect(response.body).toMatchObject({
    orderId: order.id,
    status: 'At Store',
    timeline: [{ at: order.createdAt, type: 'created', status: 'At Store', actor: 'guest' }],
  });
});

test('tracking tells no name, phone, e-mail, note or account id', async () => {
  const owner = await aCustomer(app, { name: 'Canary Holder', phone: '+919855555551' });
  const { order, trackingToken } = await anOrder(
    app,
    {
      customerName: 'Canary Contact',
      customerPhone: '+919855555552',
      customerEmail: owner.email,
      specialInstructions: 'Canary Instructions',
      serviceIds: undefined,
      items: [{ serviceId: 's1', note: 'Canary Line' }],
    },
    owner.token,
  );
  await app.http.put(`/api/orders/${order.id}`).set(owner.as()).send({ pickupDate: '2027-03-04' });
  const entry = { orderId: order.id, at: new Date(), type: 'moved', actor: 'employee:4242', note: 'Canary Note' };
  await app.deps.db.timelineEntry.create({ data: entry });

  const response = await app.http.get(`/api/track/${trackingToken}`);

  expect(response.status).toBe(200);
  expect(response.text).not.toMatch(/Canary|98555555|@|customerId|customerName|4242/);
  expect(response.body.timeline.map(({ actor, note }: Record<string, unknown>) => [actor, note])).toEqual([
    ['customer', null],
    ['customer', null],
    ['employee', null],
  ]);
});

test('a deleted order can still be tracked, as cancelled', async () => {
  const owner = await aCustomer(app);
  const { order, trackingToken } = await anOrder(app, {}, owner.token);
  await app.http.delete(`/api/orders/${order.id}`).query({ email: owner.email }).set(owner.as());

  const response = await app.http.get(`/api/track/${trackingToken}`);

  expect(response.status).toBe(200);
  expect(response.body.status).toBe('Cancelled');
});

test('what is no tracking token finds nothing', async () => {
  const { order, trackingToken } = await anOrder(app);
  const { trackingTokenHash } = await app.deps.db.order.findUniqueOrThrow({ where: { id: order.id } });
  const tokens = [
    'AAAAAAAAAAAAAAAAAAAAAA',
    order.id,
    // A copy of the database must open nothing.
    trackingTokenHash,
    trackingToken.slice(0, -1),
    `${trackingToken}A`,
    trackingToken.toLowerCase() === trackingToken ? trackingToken.toUpperCase() : trackingToken.toLowerCase(),
    '%25',
  ];

  for (const token of tokens) {
    const response = await app.http.get(`/api/track/${token}`);

    expect(response.status, token).toBe(404);
    expect(response.body.error).toBe('Order not found');
    expect(response.text).not.toContain(order.id);
  }
});

test('a tracking token is no login', async () => {
  const { order, trackingToken } = await anOrder(app);

  const asBearer = await app.http.get(`/api/orders/${order.id}`).set(bearer(trackingToken));
  const asQuery = await app.http.get(`/api/orders/${order.id}`).query({ trackingToken, token: trackingToken });

  expect(asBearer.status).toBe(401);
  expect(asBearer.body.error).toBe('Invalid or expired token');
  expect(asQuery.status).toBe(401);
  expect(asQuery.body.error).toBe('Authentication required');
});
