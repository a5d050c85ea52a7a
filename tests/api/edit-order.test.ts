import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder, aService, inList } from '../support/builders.js';
import { type Account, aCustomer } from '../support/clients.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const edit = (owner: Account, id: string, body: object) => app.http.put(`/api/orders/${id}`).set(owner.as()).send(body);

const usesOf = async (id: string) => (await app.deps.db.service.findUniqueOrThrow({ where: { id } })).usageCount;

test('what is added is priced from the catalogue of that moment, and what was there keeps its price and name', async () => {
  const owner = await aCustomer(app);
  const [kept, added] = [await aService(app, { priceMinor: 1_000n }), await aService(app, { priceMinor: 250n })];
  const { order } = await anOrder(app, { serviceIds: [kept] }, owner.token);
  await app.deps.db.service.update({ where: { id: kept }, data: { priceMinor: 1_111n, name: 'Renamed' } });

  const items = [{ serviceId: added, quantity: 3, note: 'Silk' }, { serviceId: kept }];
  const response = await edit(owner, order.id, { items, total: 1 });

  expect(response.status).toBe(200);
  expect(response.body).toMatchObject({
    id: order.id,
    serviceId: [added, kept],
    service: [`Service ${added}`, `Service ${kept}`],
    items: [
      { serviceId: added, quantity: 3, unitPrice: 2.5, lineTotal: 7.5, note: 'Silk' },
      { serviceId: kept, quantity: 1, unitPrice: 10, lineTotal: 10, note: null },
    ],
    total: 17.5,
    pickupDate: order.pickupDate,
    specialInstructions: order.specialInstructions,
    createdAt: order.createdAt,
  });
  expect((await app.http.get(`/api/orders/${order.id}`).set(owner.as())).body).toEqual(response.body);
});

test('uses move from the old services to the new ones, and nobody else’s', async () => {
  const owner = await aCustomer(app);
  const [left, kept, added] = [await aService(app), await aService(app), await aService(app)];
  const { order } = await anOrder(app, { serviceIds: [left, kept] }, owner.token);
  await anOrder(app, { serviceIds: [left, kept, added] });

  const response = await edit(owner, order.id, { serviceIds: [kept, added] });

  expect(response.status).toBe(200);
  expect([await usesOf(left), await usesOf(kept), await usesOf(added)]).toEqual([1, 2, 2]);
});

test('pieces that stay keep their tags, others get new ones, and a bystander’s stay', async () => {
  const owner = await aCustomer(app);
  const { order } = await anOrder(app, { serviceIds: ['s1', 's1', 's1', 's2'] }, owner.token);
  const bystander = await anOrder(app, { serviceIds: ['s1', 's2'] }, owner.token);

  await edit(owner, order.id, { items: [{ serviceId: 's3' }, { serviceId: 's2', quantity: 2 }] });

  const where = { orderId: order.id, voidedAt: null };
  const pieces = await app.deps.db.piece.findMany({ where, orderBy: { number: 'asc' } });
  expect(pieces.map((piece) => [piece.tag, piece.linePosition])).toEqual([
    [`${order.id}-4`, 1],
    [`${order.id}-5`, 0],
    [`${order.id}-6`, 1],
  ]);
  expect((await app.deps.db.order.findUniqueOrThrow({ where: { id: order.id } })).pieceCount).toBe(3);
  expect(await app.deps.db.piece.count({ where: { orderId: bystander.order.id } })).toBe(2);
});

test('what is absent stays, and null or nothing clears', async () => {
  const owner = await aCustomer(app);
  const { order } = await anOrder(app, {}, owner.token);

  const dated = await edit(owner, order.id, { pickupDate: '2020-01-31' });
  const cleared = await edit(owner, order.id, { pickupDate: null });
  const emptied = await edit(owner, order.id, { specialInstructions: '' });

  expect(dated.body).toMatchObject({ pickupDate: '2020-01-31', specialInstructions: 'No starch', total: order.total });
  expect(cleared.body).toMatchObject({ pickupDate: '', specialInstructions: 'No starch' });
  expect(emptied.body).toMatchObject({ pickupDate: '', specialInstructions: '', items: order.items });
});

test('an empty change answers the order as it is and writes nothing', async () => {
  const owner = await aCustomer(app);
  const { order } = await anOrder(app, {}, owner.token);
  const stored = () =>
    app.deps.db.order.findUnique({ where: { id: order.id }, include: { timeline: true, lines: true } });
  const before = await stored();

  const responses = [await edit(owner, order.id, {}), await edit(owner, order.id, { unknown: 1, total: 5 })];

  for (const response of responses) {
    expect(response.status).toBe(200);
    expect(response.body).toEqual(order);
  }
  expect(await stored()).toEqual(before);
});

test('fields that are the shop’s cannot be set by the owner', async () => {
  const owner = await aCustomer(app);
  const other = await aCustomer(app);
  const { order } = await anOrder(app, {}, owner.token);

  const response = await edit(owner, order.id, {
    pickupDate: '2026-12-24',
    id: 'zzzzzzzz',
    status: 'Delivered',
    total: 0,
    currency: 'XXX',
    customerId: other.id,
    customerName: 'X',
    customerEmail: other.email,
    customerPhone: 'X',
    createdAt: '2000-01-01T00:00:00.000Z',
    inAccount: false,
    openBatchId: 1,
  });

  expect(response.status).toBe(200);
  expect(response.body).toEqual({ ...order, pickupDate: '2026-12-24', updatedAt: expect.any(String) });
  const list = await app.http.get('/api/orders').query({ email: owner.email }).set(owner.as());
  expect(list.body).toEqual([inList(response.body)]);
});

test('a change that is refused leaves date, lines, pieces and uses as they were', async () => {
  const owner = await aCustomer(app);
  const service = await aService(app);
  const inactive = await aService(app, { status: 'INACTIVE' });
  const { order } = await anOrder(app, { serviceIds: [service, service] }, owner.token);
  const pickupDate = '2027-01-01';

  const unknown = await edit(owner, order.id, { pickupDate, serviceIds: ['s1', 'nope'] });
  const withdrawn = await edit(owner, order.id, { pickupDate, serviceIds: [inactive] });
  const empty = await edit(owner, order.id, { pickupDate, serviceIds: [] });

  expect(unknown.status).toBe(400);
  expect(unknown.body.error).toBe('One or more services are invalid');
  expect(withdrawn.body.error).toBe('One or more services are invalid');
  expect(empty.status).toBe(400);
  expect(empty.body.error).toBe('serviceIds must be a non-empty list');
  expect((await app.http.get(`/api/orders/${order.id}`).set(owner.as())).body).toEqual(order);
  expect(await app.deps.db.piece.count({ where: { orderId: order.id } })).toBe(2);
  expect([await usesOf(service), await usesOf(inactive)]).toEqual([1, 0]);
});
