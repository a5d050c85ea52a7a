import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anEmail, anOrder, aService } from '../support/builders.js';
import { aCustomer, aWorker } from '../support/clients.js';
import { manyOrders, rowsOf } from '../support/csv.js';
import { aCustomerRecord, type Calls, callsAs, callsAsAdmin } from '../support/staff.js';

let app: TestApp;
let admin: Calls;
beforeAll(async () => {
  app = await startApp();
  admin = await callsAsAdmin(app);
});
afterAll(() => app.close());

test('orders come as one row each: money as decimals, times with Z, notes as they were written', async () => {
  const email = anEmail();
  const note = 'No starch,\r\n"really"';
  const service = await aService(app, { priceMinor: 12_305n });
  const items = [{ serviceId: service, quantity: 2 }, { serviceId: 's3' }];
  const { order } = await anOrder(app, {
    customerEmail: email,
    serviceIds: undefined,
    items,
    specialInstructions: note,
  });
  await anOrder(app);

  const response = await admin.get('/admin/api/orders.csv', { email });

  expect(response.status).toBe(200);
  expect(response.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8; header=present',
    'content-disposition': 'attachment; filename="orders.csv"',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  expect(response.text.split('\r\n')[0]).toBe(
    'id,createdAt,updatedAt,status,customerId,customerName,customerEmail,customerPhone,pickupDate,specialInstructions,pieces,total,currency,day',
  );
  expect(rowsOf(response.text)).toEqual([
    {
      id: order.id,
      createdAt: order.createdAt,
      updatedAt: order.updatedAt,
      status: 'At Store',
      customerId: String(order.customerId),
      customerName: order.customerName,
      customerEmail: email,
      customerPhone: `'${order.customerPhone}`,
      pickupDate: order.pickupDate,
      specialInstructions: note,
      pieces: '3',
      total: '346.10',
      currency: 'INR',
      day: new Date(order.createdAt).toLocaleDateString('en-CA', { timeZone: 'Asia/Kolkata' }),
    },
  ]);
});

test('order lines come as one row each, with the price of their day', async () => {
  const email = anEmail();
  const items = [{ serviceId: 's2', quantity: 3, note: '=cmd' }, { serviceId: 's3' }];
  const { order } = await anOrder(app, { customerEmail: email, serviceIds: undefined, items });

  const response = await admin.get('/admin/api/order-lines.csv', { email });

  const common = { orderId: order.id, status: 'At Store', category: '', currency: 'INR' };
  expect(rowsOf(response.text)).toMatchObject([
    { ...common, line: '1', serviceId: 's2', quantity: '3', unitPrice: '300.00', lineTotal: '900.00', note: "'=cmd" },
    { ...common, line: '2', serviceId: 's3', quantity: '1', unitPrice: '100.00', lineTotal: '100.00', note: '' },
  ]);
});

test.each([
  ['=HYPERLINK("http://x")', `'=HYPERLINK("http://x")`],
  ['+1+1', "'+1+1"],
  ['-2+3', "'-2+3"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ["'=quoted before", "''=quoted before"],
  ["'tis harmless", "'tis harmless"],
  ['संस्था, "Pvt"', 'संस्था, "Pvt"'],
])('a customer called %s is no formula in a spreadsheet', async (name, cell) => {
  const customer = await aCustomerRecord(admin, { name, notes: '=1+1\nsecond line' });

  const response = await admin.get('/admin/api/customers.csv', { q: customer.email });

  expect(rowsOf(response.text)).toMatchObject([
    { id: String(customer.id), name: cell, notes: "'=1+1\nsecond line", totalOrders: '0', totalSpent: '0.00' },
  ]);
});

test('what a customer’s orders add up to stands in the row', async () => {
  const { email } = await aCustomerRecord(admin);
  const { order } = await anOrder(app, { customerEmail: email });

  const response = await admin.get('/admin/api/customers.csv', { q: email });

  const figures = { totalOrders: '1', totalSpent: '300.00', lastOrderDate: order.createdAt };
  expect(rowsOf(response.text)).toMatchObject([figures]);
});

test('services come with the whole catalogue, marked as UTF-8 when asked', async () => {
  const service = await aService(app, { priceMinor: 5n, status: 'INACTIVE', name: 'Curtain' });

  const plain = await admin.get('/admin/api/services.csv');
  const marked = await admin.get('/admin/api/services.csv', { bom: 'true', q: 'Curtain' });

  expect(plain.text.startsWith('id,name,price,duration,category,status,usage_count,unit,quantityDecimals\r\n')).toBe(
    true,
  );
  expect(marked.text.startsWith('\uFEFFid,name,')).toBe(true);
  const row = { id: service, name: 'Curtain', price: '0.05', status: 'Inactive', usage_count: '0', category: '' };
  expect(rowsOf(marked.text)).toMatchObject([row]);
  expect(rowsOf(plain.text)).toContainEqual(expect.objectContaining(row));
});

test('a file with no rows has its header', async () => {
  const response = await admin.get('/admin/api/order-lines.csv', { email: anEmail() });

  expect(response.status).toBe(200);
  expect(response.text).toBe(
    'orderId,createdAt,status,customerId,line,serviceId,service,category,quantity,unitPrice,lineTotal,currency,note,day,unit\r\n',
  );
});

test('1,201 orders of one moment come once each, in the order of the list', async () => {
  const { id } = await aCustomer(app, { email: 'many@example.com' });
  const ids = await manyOrders(app, id, 1_201);

  const response = await admin.get('/admin/api/orders.csv', { email: 'many@example.com' });

  expect(rowsOf(response.text).map((row) => row['id'])).toEqual(ids.toReversed());
});

test('a bad filter is told as on the list, and no file begins', async () => {
  const response = await admin.get('/admin/api/orders.csv', { status: 'Lost', bom: 'maybe' });

  expect(response.status).toBe(400);
  expect(response.headers['content-disposition']).toBeUndefined();
  expect(response.body.details.map((detail: { path: string }) => detail.path)).toEqual(['status', 'bom']);
});

test('an employee gets no file', async () => {
  const employee = await aWorker(app, 'EMPLOYEE');

  for (const name of ['orders', 'order-lines', 'customers', 'services']) {
    const response = await callsAs(app, employee.as()).get(`/admin/api/${name}.csv`);
    expect(response.status, name).toBe(403);
  }
});
