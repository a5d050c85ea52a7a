import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anEmail, anOrder, anOrderBody, aService } from '../support/builders.js';
import { aCustomer, aWorker } from '../support/clients.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

test('an order is priced from the catalogue, whatever total the caller sends, and keeps its snapshot', async () => {
  const service = await aService(app, { priceMinor: 9_999n });
  const email = anEmail();

  const response = await app.http.post('/api/orders').send(
    anOrderBody({
      customerEmail: email,
      serviceIds: [service, 's2', service],
      total: 1,
      status: 'Delivered',
      id: 'aaaaaaaa',
    }),
  );

  expect(response.status).toBe(201);
  expect(response.body.order).toMatchObject({
    customerEmail: email,
    serviceId: [service, 's2'],
    service: [`Service ${service}`, 'Dry Cleaning'],
    items: [
      { serviceId: service, quantity: 2, unitPrice: 99.99, lineTotal: 199.98, note: null },
      { serviceId: 's2', quantity: 1, unitPrice: 300, lineTotal: 300, note: null },
    ],
    total: 499.98,
    currency: 'INR',
    status: 'At Store',
  });
  expect(response.body.order.id).toMatch(/^[a-z0-9]{8}$/);
  expect(response.body.order.id).not.toBe('aaaaaaaa');

  await app.deps.db.service.update({ where: { id: service }, data: { priceMinor: 1n, name: 'Renamed' } });
  const staff = await aWorker(app, 'EMPLOYEE');
  const later = await app.http.get(`/api/orders/${response.body.order.id}`).set(staff.as());
  expect(later.body.total).toBe(499.98);
  expect(later.body.service).toEqual([`Service ${service}`, 'Dry Cleaning']);
});

test('every garment becomes a piece with its own tag', async () => {
  const { order } = await anOrder(app, {
    serviceIds: undefined,
    items: [{ serviceId: 's1', quantity: 3, note: 'blue' }, { serviceId: 's3' }],
  });

  const pieces = await app.deps.db.piece.findMany({ where: { orderId: order.id }, orderBy: { number: 'asc' } });

  expect(pieces.map((piece) => [piece.tag, piece.linePosition])).toEqual([
    [`${order.id}-1`, 0],
    [`${order.id}-2`, 0],
    [`${order.id}-3`, 0],
    [`${order.id}-4`, 1],
  ]);
  expect(order.items[0]).toMatchObject({ quantity: 3, note: 'blue', lineTotal: 600 });
});

test('a customer lists their own orders and nobody else’s', async () => {
  const customer = await aCustomer(app);
  const other = await aCustomer(app);
  const mine = await anOrder(app, { customerEmail: customer.email });
  const theirs = await anOrder(app, { customerEmail: other.email });

  const list = await app.http.get('/api/orders').query({ email: customer.email.toUpperCase() }).set(customer.as());
  const peek = await app.http.get('/api/orders').query({ email: other.email }).set(customer.as());

  expect(list.status).toBe(200);
  expect(list.body.map((order: { id: string }) => order.id)).toEqual([mine.order.id]);
  expect(list.headers['x-total-count']).toBe('1');
  expect(peek.status).toBe(403);
  expect(peek.body.error).toBe('Unauthorized');
  expect(JSON.stringify(peek.body)).not.toContain(theirs.order.id);
});
