import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anOrderBody } from '../support/builders.js';
import { aCustomer, anAdmin, aWorker } from '../support/clients.js';
import { importFile, rowsOf } from '../support/csv.js';
import { checkInvariants } from '../support/invariants.js';
import { type Calls, callsAs } from '../support/staff.js';

let app: TestApp;
let headers: { Cookie: string };
let admin: Calls;
beforeAll(async () => {
  app = await startApp();
  headers = await anAdmin(app);
  admin = callsAs(app, headers);
});
afterAll(() => app.close());

const aService = async (fields: object) =>
  (await admin.post('/admin/api/services', { name: 'Wash and fold', price: 79, ...fields })).body;
const place = (items: object[]) => app.http.post('/api/orders').send(anOrderBody({ serviceIds: undefined, items }));

test('a service by the kilo is sold by weight: rounded once, to the paisa, and a bag is one piece', async () => {
  const kilo = await aService({ unit: 'kg' });

  const placed = await place([
    { serviceId: kilo.id, quantity: 3.456, note: 'blue bag' },
    { serviceId: 's1', quantity: 2 },
  ]);

  expect(kilo).toMatchObject({ unit: 'kg', quantityDecimals: 3 });
  expect(placed.status).toBe(201);
  expect(placed.body.order.items).toMatchObject([
    { quantity: 3.456, unit: 'kg', unitPrice: 79, lineTotal: 273.02 },
    { quantity: 2, unit: 'piece', unitPrice: 200, lineTotal: 400 },
  ]);
  expect(placed.body.order.total).toBe(673.02);
  expect(await app.deps.db.piece.count({ where: { orderId: placed.body.order.id } })).toBe(3);
  expect((await admin.get(`/admin/api/orders/${placed.body.order.id}`)).body.items).toEqual(placed.body.order.items);
  expect(await checkInvariants(app.deps.db)).toEqual([]);
});

test.each([
  ['piece', {}, 1.5, 'must be a whole number'],
  ['pair', { unit: 'pair', quantityDecimals: 2 }, 0.5, 'must be a whole number'],
  ['kilo in tenths', { unit: 'kg', quantityDecimals: 1 }, 2.25, 'must have at most 1 decimals'],
  ['square metre', { unit: 'm2' }, 2.125, 'must have at most 2 decimals'],
  ['kilo', { unit: 'kg' }, 0.0005, 'must have at most 3 decimals'],
  ['kilo', { unit: 'kg' }, 0, 'must be from 1 to 999'],
  ['kilo', { unit: 'kg' }, -1.5, 'must be from 1 to 999'],
  ['kilo', { unit: 'kg' }, 1_000, 'must be from 1 to 999'],
])('part of a %s that cannot be sold so is refused by name of the line', async (_what, fields, quantity, message) => {
  const service = await aService(fields);

  const refused = await place([
    { serviceId: 's1', quantity: 1 },
    { serviceId: service.id, quantity },
  ]);

  expect(refused.status).toBe(400);
  expect(refused.body.details).toContainEqual({ path: 'items.1.quantity', message });
});

test('a bag that is weighed again keeps its price a kilo and its tag; what comes beside it is priced today', async () => {
  const [kilo, owner] = [await aService({ unit: 'kg' }), await aCustomer(app)];
  const body = anOrderBody({
    serviceIds: undefined,
    items: [{ serviceId: kilo.id, quantity: 2.5 }],
    customerEmail: owner.email,
  });
  const { order } = (await app.http.post('/api/orders').set(owner.as()).send(body)).body;
  const tags = () =>
    app.deps.db.piece.findMany({ where: { orderId: order.id, voidedAt: null }, orderBy: { number: 'asc' } });
  const [before] = await tags();
  await admin.put(`/admin/api/services/${kilo.id}`, { price: 100 });

  const change = (items: object[]) => app.http.put(`/api/orders/${order.id}`).set(owner.as()).send({ items });
  const weighed = await change([{ serviceId: kilo.id, quantity: 3.1 }]);
  const added = await change([
    { serviceId: kilo.id, quantity: 3.1 },
    { serviceId: kilo.id, quantity: 1.25, note: 'second bag' },
  ]);
  const halves = await change([
    { serviceId: kilo.id, quantity: 3.1 },
    { serviceId: 's1', quantity: 1.5 },
  ]);

  expect(weighed.body.items).toMatchObject([{ quantity: 3.1, unitPrice: 79, lineTotal: 244.9 }]);
  expect(added.body.items).toMatchObject([
    { quantity: 3.1, unitPrice: 79, lineTotal: 244.9 },
    { quantity: 1.25, unitPrice: 100, lineTotal: 125 },
  ]);
  expect(added.body.total).toBe(369.9);
  expect((await tags()).map(({ tag }) => tag)).toEqual([before?.tag, `${order.id}-2`]);
  expect([halves.status, halves.body.details]).toEqual([
    400,
    [{ path: 'items.1.quantity', message: 'must be a whole number' }],
  ]);
  expect(await checkInvariants(app.deps.db)).toEqual([]);
});

test('another unit of a service is for later orders; those that are there keep theirs', async () => {
  const service = await aService({ name: 'Curtains' });
  const { order } = (await place([{ serviceId: service.id, quantity: 2 }])).body;

  const changed = await admin.put(`/admin/api/services/${service.id}`, { unit: 'm2' });
  const later = await place([{ serviceId: service.id, quantity: 4.25 }]);

  expect(changed.body).toMatchObject({ unit: 'm2', quantityDecimals: 2 });
  expect(later.body.order.items).toMatchObject([{ quantity: 4.25, unit: 'm2', lineTotal: 335.75 }]);
  expect((await admin.get(`/admin/api/orders/${order.id}`)).body.items).toMatchObject([{ quantity: 2, unit: 'piece' }]);
  const back = await admin.put(`/admin/api/services/${service.id}`, { unit: 'piece', quantityDecimals: 2 });
  expect(back.body).toMatchObject({ unit: 'piece', quantityDecimals: 0 });
});

test('a unit nobody knows is refused; a price list brings units in, and the exports have them', async () => {
  const refused = await admin.post('/admin/api/services', { name: 'Rope', price: 1, unit: 'furlong' });
  const file = 'name,price,unit,quantityDecimals\nWash by weight,85,KG,1\nCarpet,40,m2,\nTie,20,,\n';
  const imported = await importFile(app, headers, 'services', file, { commit: 'true' });
  const again = await importFile(app, headers, 'services', file, { commit: 'true' });

  expect([refused.status, refused.body.details[0].path]).toEqual([400, 'unit']);
  expect(imported.body).toMatchObject({ create: 3, problems: [] });
  expect(again.body).toMatchObject({ skip: 3, update: 0 });
  const rows = rowsOf((await app.http.get('/admin/api/services.csv').set(headers)).text);
  const told = (name: string) => rows.find((row) => row['name'] === name);
  expect(told('Wash by weight')).toMatchObject({ unit: 'kg', quantityDecimals: '1' });
  expect(told('Carpet')).toMatchObject({ unit: 'm2', quantityDecimals: '2' });
  expect(told('Tie')).toMatchObject({ unit: 'piece', quantityDecimals: '0' });
});

test('an employee sells by weight at the counter, and a guest sees the unit of what is on offer', async () => {
  const [kilo, employee] = [await aService({ unit: 'kg', price: 60 }), await aWorker(app, 'EMPLOYEE')];

  const placed = await app.http
    .post('/api/orders')
    .set(employee.as())
    .send(anOrderBody({ serviceIds: undefined, items: [{ serviceId: kilo.id, quantity: 4.7 }] }));
  const offered = (await app.http.get('/api/services')).body;

  expect(placed.body.order).toMatchObject({ total: 282, items: [{ quantity: 4.7, unit: 'kg' }] });
  expect(offered).toContainEqual(expect.objectContaining({ id: kilo.id, unit: 'kg', quantityDecimals: 3 }));
  expect(offered).toContainEqual(expect.objectContaining({ id: 's1', unit: 'piece', quantityDecimals: 0 }));
});
