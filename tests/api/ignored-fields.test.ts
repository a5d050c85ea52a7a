import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder, anOrderBody } from '../support/builders.js';
import { aWorker } from '../support/clients.js';
import { type Calls, callsAs, callsAsAdmin } from '../support/staff.js';

let app: TestApp;
let admin: Calls;
let employee: Calls;
beforeAll(async () => {
  app = await startApp();
  admin = await callsAsAdmin(app);
  employee = callsAs(app, (await aWorker(app, 'EMPLOYEE')).as());
});
afterAll(() => app.close());

const ignored = (answer: { headers: Record<string, string> }) => answer.headers['x-ignored-fields'];

test('a new order tells which fields it did nothing with, inside lines too, each of them once', async () => {
  const items = [
    { serviceId: 's1', unitPrice: 150 },
    { serviceId: 's2', unitPrice: 1, lineTotal: 1 },
  ];

  const answer = await app.http
    .post('/api/orders')
    .send(anOrderBody({ serviceIds: undefined, items, total: 100, discount: 50 }));

  expect(answer.status).toBe(201);
  expect(ignored(answer)).toBe('total, discount, items.unitPrice, items.lineTotal');
  expect(answer.body.order.total).toBe(500);
});

test('what was used is not named, and then there is no header', async () => {
  const placed = await app.http.post('/api/orders').send(anOrderBody());
  const listed = await employee.get('/employee/api/orders');
  const camelCase = { type: 'STORE_TO_FACTORY', orderIds: [placed.body.order.id], createdBy: 'counter' };
  const batch = await employee.post('/employee/api/transit-batches', camelCase);

  expect([placed.status, listed.status, batch.status]).toEqual([201, 200, 201]);
  for (const answer of [placed, listed, batch]) expect(answer.headers).not.toHaveProperty('x-ignored-fields');
});

test('a console that sends the whole record back is told what of it counted for nothing', async () => {
  const { order } = await anOrder(app);

  const answer = await admin.put(`/admin/api/orders/${order.id}`, { ...order, pickupDate: '2026-12-24' });

  expect(answer.status).toBe(200);
  const names = ignored(answer)?.split(', ') ?? [];
  expect(names).toEqual(
    expect.arrayContaining(['id', 'total', 'service', 'items.name', 'items.unitPrice', 'createdAt']),
  );
  expect(names).not.toContain('pickupDate');
  expect(names).not.toContain('items');
});

test.each([
  [
    '/employee/api/orders/:id/status',
    { status: 'Ready for Delivery', customerId: 1, pickupDate: '2027-01-01' },
    'customerId, pickupDate',
  ],
  ['/admin/api/orders/:id', { pickupDate: '2027-01-01', total: 150 }, 'total'],
])('PUT %s names what it does not take', async (path, body, names) => {
  const { order } = await anOrder(app);

  const answer = await admin.put(path.replace(':id', order.id), body);

  expect([answer.status, ignored(answer)]).toEqual([200, names]);
});

test('of two fields that say the same thing, the one that lost is named', async () => {
  const lists = { items: [{ serviceId: 's1' }], serviceIds: ['s2'], serviceId: 's3' };

  const answer = await app.http.post('/api/orders').send(anOrderBody(lists));

  expect(answer.body.order.serviceId).toEqual(['s1']);
  expect(ignored(answer)).toBe('serviceIds, serviceId');
});

test('names that no header can hold are escaped, and however many come, the header stays short', async () => {
  const strange = { 'a,b\r\nSet-Cookie: x': 1, नाम: 1, '\ud800': 1, __proto__x: 1, ['n'.repeat(5_000)]: 1 };
  const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`field-number-${index}`, index]));

  const some = await app.http.post('/api/orders').send(anOrderBody(strange));
  const all = await app.http.post('/api/orders').send(anOrderBody(many));

  expect([some.status, all.status]).toEqual([201, 201]);
  expect(ignored(some)).toMatch(/^a%2Cb%0D%0ASet-Cookie%3A%20x, [\x21-\x7e]+(, [\x21-\x7e]+)*$/);
  expect(some.headers).not.toHaveProperty('set-cookie');
  expect(ignored(all)?.length).toBeLessThanOrEqual(1_000);
  expect(ignored(all)).toMatch(/^field-number-0, .*, \.\.\.$/);
});

test('a refused request has no such header, and a browser of another origin may read it', async () => {
  const refused = await app.http.post('/api/orders').send({ total: 1 });
  const origin = app.deps.config.corsOrigins[0] ?? '';
  const answer = await app.http
    .post('/api/orders')
    .set('Origin', origin)
    .send(anOrderBody({ total: 1 }));

  expect(refused.status).toBe(400);
  expect(refused.headers).not.toHaveProperty('x-ignored-fields');
  expect(answer.headers['access-control-expose-headers']?.split(',')).toContain('X-Ignored-Fields');
});

test('an answer told again under its key names what the second request sent for nothing', async () => {
  const body = anOrderBody();
  const key = 'a-key-of-thirty-characters-0001';
  const first = await app.http.post('/api/orders').set('Idempotency-Key', key).send(body);
  const again = await app.http
    .post('/api/orders')
    .set('Idempotency-Key', key)
    .send({ ...body, total: 3 });

  expect([first.status, again.status, again.body.order.id]).toEqual([201, 201, first.body.order.id]);
  expect([ignored(first), ignored(again)]).toEqual([undefined, 'total']);
});
