import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anAttempt } from '../support/attempts.js';
import { anEmail, anOrder } from '../support/builders.js';
import { aCustomer, PASSWORD } from '../support/clients.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

/** Every column of an order that no caller sets, and the spellings somebody may try them in. */
function forbiddenColumns(customerId: number) {
  return {
    id: 'zzzzzzzz',
    status: 'Delivered',
    total: 0.01,
    totalMinor: 1,
    total_minor: 1,
    currency: 'USD',
    customerId,
    customer_id: customerId,
    customer: { connect: { id: customerId } },
    inAccount: true,
    in_account: true,
    withdrawnAt: '2020-01-01T00:00:00.000Z',
    createdAt: '2020-01-01T00:00:00.000Z',
    created_at: '2020-01-01T00:00:00.000Z',
    updatedAt: '2020-01-01T00:00:00.000Z',
    openBatchId: 1,
    openDeliveryId: 1,
    pieceCount: 77,
    version: 77,
    trackingToken: 'x'.repeat(22),
    trackingTokenHash: 'x'.repeat(64),
    barcodeUrl: 'https://example.com/x.png',
    unitPrice: 0.01,
    lines: [],
  };
}

test('an order takes nothing from its body but what may be ordered', async () => {
  const bystander = await aCustomer(app);
  const attempt = await anAttempt(app);
  const before = Date.now();

  const response = await app.http.post('/api/orders').send(attempt.body(forbiddenColumns(bystander.id)));

  expect(response.status).toBe(201);
  const row = await app.deps.db.order.findFirstOrThrow({ where: { customerEmail: attempt.email } });
  expect(row).toMatchObject({
    id: response.body.order.id,
    status: 'AT_STORE',
    totalMinor: 12_345n,
    currency: 'INR',
    inAccount: false,
    withdrawnAt: null,
    openBatchId: null,
    openDeliveryId: null,
    pieceCount: 1,
    version: 1,
  });
  expect(row.id).not.toBe('zzzzzzzz');
  expect(row.customerId).not.toBe(bystander.id);
  expect(row.trackingTokenHash).not.toBe('x'.repeat(64));
  expect(row.createdAt.getTime()).toBeGreaterThanOrEqual(before);
  expect(response.body.order.barcodeUrl).toBe(`/api/orders/${row.id}/barcode.png`);
  expect(await app.deps.db.order.count({ where: { customerId: bystander.id } })).toBe(0);
});

test('a line takes nothing but its service, quantity and note', async () => {
  const attempt = await anAttempt(app);
  const line = { serviceId: attempt.service, quantity: 2, note: 'blue' };
  const extra = {
    unitPrice: 0.01,
    lineTotal: 0.01,
    unitPriceMinor: 1,
    name: 'Free',
    position: 9,
    orderId: 'zzzzzzzz',
    unit: 'kg',
  };

  const { order } = await anOrder(app, { serviceIds: undefined, items: [{ ...line, ...extra }] });

  const name = `Service ${attempt.service}`;
  expect(order.items).toEqual([{ ...line, name, unit: 'piece', unitPrice: 123.45, lineTotal: 246.9 }]);
});

test('changing an order changes none of the columns that are not its owner’s', async () => {
  const bystander = await aCustomer(app);
  const customer = await aCustomer(app);
  const { order } = await anOrder(app, {}, customer.token);
  const find = () => app.deps.db.order.findUniqueOrThrow({ where: { id: order.id }, include: { lines: true } });
  const before = await find();
  const names = { customerName: 'Else', customerEmail: bystander.email, customerPhone: '1' };

  const response = await app.http
    .put(`/api/orders/${order.id}`)
    .set(customer.as())
    .send({ ...forbiddenColumns(bystander.id), ...names });

  expect(response.status).toBe(200);
  expect(await find()).toEqual(before);
});

test('a sign-up takes nothing from its body but who somebody is', async () => {
  const bystander = await aCustomer(app);
  const email = anEmail();
  const extra = {
    id: bystander.id,
    status: 'BLOCKED',
    role: 'admin',
    tokenVersion: 9,
    passwordHash: 'x',
    createdAt: '2020-01-01T00:00:00.000Z',
    deletedAt: '2020-01-01T00:00:00.000Z',
    notes: 'x',
    address: 'x',
    totalSpent: 9,
    orders: { connect: { id: 'x' } },
  };

  const customer = await aCustomer(app, { email, ...extra });

  const row = await app.deps.db.customer.findUniqueOrThrow({ where: { loginEmail: email } });
  expect(row).toMatchObject({ status: 'ACTIVE', tokenVersion: 0, deletedAt: null, notes: null, address: null });
  expect(row.id).not.toBe(bystander.id);
  expect(row.createdAt.getFullYear()).toBeGreaterThan(2020);
  expect((await app.http.post('/auth/login').send({ email, password: PASSWORD })).status).toBe(200);
  expect((await app.http.post('/employee/logout').set(customer.as())).status).toBe(403);
});

test('a profile takes nothing from its body but name, e-mail and phone', async () => {
  const customer = await aCustomer(app);
  const find = () => app.deps.db.customer.findUniqueOrThrow({ where: { id: customer.id } });
  const { updatedAt: _before, ...before } = await find();

  const response = await app.http
    .put('/auth/me')
    .set(customer.as())
    .send({ id: 1, status: 'BLOCKED', tokenVersion: 9, passwordHash: 'x', createdAt: '2020-01-01', notes: 'x' });

  const { updatedAt: _after, ...after } = await find();
  expect(response.status).toBe(200);
  expect(after).toEqual(before);
});
