import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anEmail, anOrder, aService } from '../support/builders.js';
import { aCustomer, anAdmin } from '../support/clients.js';
import { manyOrders } from '../support/csv.js';
import { aCustomerRecord, type Calls, callsAs } from '../support/staff.js';

let app: TestApp;
let admin: Calls;
beforeAll(async () => {
  app = await startApp();
  admin = callsAs(app, await anAdmin(app));
});
afterAll(() => app.close());

const ordersFor = async (q: string) => {
  const { status, body } = await admin.get('/admin/api/orders', { q });
  expect(status, q).toBe(200);
  return body.map((order: { id: string }) => order.id);
};

test('an order is found by words of its instructions, of its notes and of its services, and together with its customer', async () => {
  const [suit, coat] = [await aService(app, { name: 'Suit, three pieces' }), await aService(app, { name: 'Overcoat' })];
  const { order } = await anOrder(app, {
    customerName: 'Zubin Mehta',
    items: [{ serviceId: suit, note: 'Navy, silk lining' }],
    serviceIds: undefined,
    specialInstructions: 'Sherwani comes on Friday',
  });
  const { order: other } = await anOrder(app, {
    customerName: 'Zubin Irani',
    items: [{ serviceId: coat, note: 'navy' }],
    serviceIds: undefined,
    specialInstructions: '',
  });

  for (const q of [
    'sherwani',
    'SHERW',
    'silk',
    'suit',
    'navy suit',
    'zubin sherwani',
    'zubin suit',
    'mehta navy',
    'lining friday',
  ])
    expect(await ordersFor(q), q).toEqual([order.id]);
  expect(await ordersFor('navy')).toEqual([other.id, order.id]);
  expect(await ordersFor('zubin navy')).toEqual([other.id, order.id]);
  for (const q of ['irani suit', 'mehta overcoat', 'herwani', 'navy blue']) expect(await ordersFor(q), q).toEqual([]);
});

test('an edit of instructions and lines is found by what stands there now', async () => {
  const service = await aService(app);
  const customer = await aCustomer(app);
  const { order } = await anOrder(
    app,
    { items: [{ serviceId: service, note: 'paisley' }], serviceIds: undefined, specialInstructions: 'camphor' },
    customer.token,
  );

  await app.http.put(`/api/orders/${order.id}`).set(customer.as()).send({ specialInstructions: 'lavender' });
  await admin.put(`/admin/api/orders/${order.id}`, { items: [{ serviceId: service, note: 'gingham' }] });

  for (const q of ['lavender', 'gingham']) expect(await ordersFor(q), q).toEqual([order.id]);
  for (const q of ['camphor', 'paisley']) expect(await ordersFor(q), q).toEqual([]);
});

test('erasing a customer forgets the words of the orders', async () => {
  const { order } = await anOrder(app, { specialInstructions: 'Heirloom brocade', customerName: 'Erased Soon' });
  const { order: bystander } = await anOrder(app, { specialInstructions: 'brocade' });
  expect(await ordersFor('brocade')).toEqual([bystander.id, order.id]);

  await admin.delete(`/admin/api/customers/${order.customerId}`);

  expect(await ordersFor('brocade')).toEqual([bystander.id]);
  expect(await ordersFor('heirloom')).toEqual([]);
  expect(await app.deps.db.orderSearchTerm.count({ where: { orderId: order.id } })).toBe(0);
});

test('a phone and an e-mail that only the order has find it, and renaming its customer keeps its notes findable', async () => {
  const customer = await aCustomer(app, { name: 'Lone Keeper', phone: '5550001111' });
  const email = anEmail();
  const said = { customerName: 'Lone Keeper', customerEmail: email, customerPhone: '+91 98111 22233' };
  const { order } = await anOrder(app, { ...said, specialInstructions: 'organza' }, customer.token);
  await anOrder(app);

  for (const q of ['09811122233', email, '22233 organza']) expect(await ordersFor(q), q).toEqual([order.id]);
  await admin.put(`/admin/api/customers/${customer.id}`, { name: 'Other Name' });

  for (const q of ['organza', 'lone keeper', 'other organza', '09811122233'])
    expect(await ordersFor(q), q).toEqual([order.id]);
});

test('an order without words of its own is found by what its customer was called', async () => {
  const customer = await aCustomer(app, { name: 'Maiden Name', phone: '5550002222' });
  const said = { customerName: 'Maiden Name', customerEmail: customer.email, customerPhone: '5550002222' };
  const { order } = await anOrder(app, { ...said, specialInstructions: 'chiffon' }, customer.token);

  await admin.put(`/admin/api/customers/${customer.id}`, { name: 'Married Name' });

  for (const q of ['maiden', 'married', 'maiden chiffon']) expect(await ordersFor(q), q).toEqual([order.id]);
});

test('an order is found by the beginning of its id from four characters on, in any case', async () => {
  await aCustomerRecord(admin, { name: 'Qzxv Kapoor' });
  const { customerId } = (await anOrder(app)).order;
  const row = await app.deps.db.order.findFirstOrThrow({ where: { customerId } });
  const ids = ['q7zxabcd', 'q7zxabce', 'qzxvabcd'];
  for (const id of ids) await app.deps.db.order.create({ data: { ...row, id, trackingTokenHash: id } });

  expect((await ordersFor('q7zx')).sort()).toEqual(ids.slice(0, 2));
  expect(await ordersFor(' Q7ZXABCE ')).toEqual(['q7zxabce']);
  expect((await ordersFor('Q7ZXAB')).sort()).toEqual(ids.slice(0, 2));
  expect(await ordersFor('q7z')).toEqual([]);
  expect(await ordersFor('qzxva')).toEqual(['qzxvabcd']);
  // Letters that are somebody's name are the name.
  const named = await aCustomer(app, { name: 'Qzxv Rao' });
  const { order } = await anOrder(app, {}, named.token);
  expect(await ordersFor('qzxv')).toEqual([order.id]);
});

test('a word that more than two thousand orders have finds the newest, and those of one customer', async () => {
  const shirt = await aService(app, { name: 'Kurta' });
  const person = await aCustomer(app, { name: 'Farida Common' });
  const { order: hers } = await anOrder(
    app,
    { items: [{ serviceId: shirt }], serviceIds: undefined, specialInstructions: '' },
    person.token,
  );
  const { order: plain } = await anOrder(app, { specialInstructions: '' }, person.token);
  const many = await aCustomer(app, { name: 'Many' });
  await manyOrders(app, many.id, 2_001);
  const lines = (await app.deps.db.order.findMany({ where: { customerId: many.id }, select: { id: true } })).map(
    ({ id }) => ({
      orderId: id,
      position: 0,
      serviceId: shirt,
      name: 'Kurta',
      quantity: 1,
      unitPriceMinor: 1n,
      lineTotalMinor: 1n,
    }),
  );
  for (let start = 0; start < lines.length; start += 500)
    await app.deps.db.orderLine.createMany({ data: lines.slice(start, start + 500) });
  await app.deps.db.service.update({ where: { id: shirt }, data: { usageCount: 2_002 } });

  expect(await ordersFor('farida kurta')).toEqual([hers.id]);
  expect((await ordersFor('farida')).sort()).toEqual([hers.id, plain.id].sort());
  expect((await ordersFor('kurta'))[0]).toBe(hers.id);
  const { headers } = await admin.get('/admin/api/orders', { q: 'kurta', limit: 1 });
  const total = Number(headers['x-total-count']);
  expect(total).toBeGreaterThan(1_900);
  expect(total).toBeLessThanOrEqual(2_000);
});
