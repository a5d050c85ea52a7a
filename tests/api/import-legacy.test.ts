import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importLegacy, type LegacyReport } from '../../src/tools/legacy/import-legacy.js';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder } from '../support/builders.js';
import { aWorker, bearer } from '../support/clients.js';
import { checkInvariants } from '../support/invariants.js';
import { anOldShop, JANES_PASSWORD, RAVIS_PASSWORD, writeLegacy } from '../support/legacy-database.js';
import { type Calls, callsAsAdmin } from '../support/staff.js';

let app: TestApp;
let admin: Calls;
let path: string;
let report: LegacyReport;
beforeAll(async () => {
  app = await startApp({ bcryptCost: 4 });
  path = writeLegacy(join(app.folder, 'older.db'), anOldShop());
  report = await importLegacy(app.deps.config, { path, dryRun: false });
  admin = await callsAsAdmin(app);
});
afterAll(() => app.close());

const order = async (id: string) => (await admin.get(`/admin/api/orders/${id}`)).body;
const reasonsOf = (record: string) => report.findings.filter((f) => f.record === record).map((f) => f.reason);

test('the imported data keeps every invariant', async () => {
  expect(await checkInvariants(app.deps.db)).toEqual([]);
});

test('customers and workers log in with their old passwords, which are hashed anew, and again', async () => {
  for (let time = 0; time < 2; time += 1) {
    const jane = await app.http.post('/auth/login').send({ email: 'jane@example.com', password: JANES_PASSWORD });
    const ravi = await app.http.post('/employee/login').send({ email: 'ravi@example.com', password: RAVIS_PASSWORD });
    const zubin = await app.http.post('/auth/login').send({ email: 'zubin@example.com', password: 'zubins password' });
    expect([jane.status, jane.body.customer?.id]).toEqual([200, 3]);
    expect([ravi.status, ravi.body.worker?.id, ravi.body.worker?.role]).toEqual([200, 4, 'employee']);
    expect([zubin.status, zubin.body.customer?.id]).toEqual([200, 11]);
  }
  const jane = await app.deps.db.customer.findUniqueOrThrow({ where: { id: 3 } });
  expect(jane.passwordHash).toMatch(/^\$2b\$04\$/);
});

test('passwords that everybody knows, and those of merged accounts, open nothing', async () => {
  const tries = [
    ['ordered@example.com', 'defaultpass'],
    ['jane@example.com', 'another password'],
    ['nobody.yet@example.com', 'defaultpass'],
  ];
  for (const [email, password] of tries) {
    expect((await app.http.post('/auth/login').send({ email, password })).status, email).toBe(401);
  }
  expect(await app.deps.db.customer.findUnique({ where: { id: 5 } })).toMatchObject({ passwordHash: null });
  expect(reasonsOf('customer 5')).toEqual([expect.stringContaining('everybody knows')]);
  expect(reasonsOf('customer 9')).toEqual([expect.stringContaining('merged into customer 3')]);
});

test('people keep their numbers and times; who only ordered gets an account without a password', async () => {
  expect((await admin.get('/admin/api/customers/3')).body).toMatchObject({
    email: 'jane@example.com',
    phone: '+1234567890',
    createdAt: '2024-01-09T09:00:00.000Z',
  });
  expect((await admin.get('/admin/api/customers/11')).body.createdAt).toBe('2024-01-09T09:00:00.500Z');
  expect((await admin.get('/admin/api/customers/12')).body).toMatchObject({
    name: 'Nobody Yet',
    email: 'nobody.yet@example.com',
    totalOrders: 1,
  });
  expect((await admin.get('/admin/api/customers/9')).status).toBe(404);
});

test('an order keeps its id, customer, words, time and total, with a line for each service', async () => {
  expect(await order('a1b2c3d4')).toMatchObject({
    customerId: 3,
    customerEmail: 'jane@example.com',
    serviceId: ['s1', 's2'],
    service: ['Laundry', 'Dry Cleaning'],
    items: [{ unitPrice: 200 }, { unitPrice: 300 }],
    pickupDate: '2024-01-15',
    specialInstructions: 'Handle with care',
    total: 500,
    status: 'At Store',
    createdAt: '2024-01-10T10:30:00.123Z',
  });
  expect(reasonsOf('order a1b2c3d4')).toEqual([]);
  const timeline = (await admin.get('/api/orders/a1b2c3d4/timeline')).body;
  expect(timeline).toMatchObject([
    { type: 'created', status: 'At Store', at: '2024-01-10T10:30:00.123Z', actor: 'system' },
    { type: 'imported', status: 'At Store', actor: 'system' },
  ]);
});

test('a total that today’s prices do not come to is kept, and shared out to the last paisa', async () => {
  const { total, items, service, customerId } = await order('e5f6a7b8');

  expect([total, customerId]).toEqual([100, 3]);
  // 100.00 over 200.00, 300.00 and 90.10: 33.892…, 50.838… and 15.268….
  expect(items.map((item: { unitPrice: number }) => item.unitPrice)).toEqual([33.89, 50.84, 15.27]);
  // A name with a comma in it cannot be told from two: the catalogue's are taken.
  expect(service).toEqual(['Laundry', 'Dry Cleaning', 'Wash, Iron & Fold']);
  expect(reasonsOf('order e5f6a7b8')).toHaveLength(2);
});

test.each([
  ['00000003', { status: 'At Store' }, 'its status "Ironing" is unknown'],
  ['00000004', { status: 'Delivered', serviceId: ['gone1'], service: ['Starching'], total: 33.33 }, 'today’s prices'],
  ['00000005', { status: 'Ready for Delivery', pickupDate: '' }, 'its pickup date is no day'],
  ['00000006', { status: 'Out for Delivery' }, null],
  ['00000007', { status: 'At Store', customerId: 11 }, null],
  ['0000000a', { status: 'In Transit to Factory' }, 'as its open batch 5 has it'],
  ['00000008', { status: 'At Factory', serviceId: ['older-server'], total: 10 }, 'it names no service'],
])('order %s comes over as far as it can, and what could not is told', async (id, expected, reason) => {
  expect(await order(id)).toMatchObject(expected);
  if (reason === null) expect(reasonsOf(`order ${id}`)).toEqual([]);
  else expect(reasonsOf(`order ${id}`)).toContainEqual(expect.stringContaining(reason));
});

test('an id the API could not be asked for becomes another, and an order without an amount is left out', async () => {
  const [told = ''] = reasonsOf('order LEGACY-9');
  const id = /it is order (\w{8}) now/.exec(told)?.[1] ?? '';

  expect(await order(id)).toMatchObject({ id, status: 'Ready for Delivery', total: 500 });
  expect(reasonsOf('order bad00001')).toEqual(['left out: its total "free" is no amount such as 1234.50']);
  expect((await admin.get('/admin/api/orders/bad00001')).status).toBe(404);
});

test('an order that came back from the factory does not wait at the counter to be sent there', async () => {
  const counter = (await admin.get('/employee/api/orders')).body.map(({ id }: { id: string }) => id);

  expect(counter).toContain('a1b2c3d4');
  expect(counter).not.toContain('00000007');
});

test('open batches hold their orders and can be moved on', async () => {
  expect((await admin.get('/admin/api/transit-batches/5')).body).toMatchObject({
    status: 'IN_TRANSIT',
    type: 'STORE_TO_FACTORY',
    orderCount: 2,
    initiatedAt: '2024-02-03T09:00:00.000Z',
    orders: [
      { id: '00000001', status: 'In Transit to Factory' },
      { id: '0000000a', status: 'In Transit to Factory' },
    ],
  });
  expect((await admin.get('/admin/api/transit-batches/6')).body).toMatchObject({ orders: [{ id: '00000002' }] });
  expect((await admin.get('/admin/api/transit-batches/8')).status).toBe(404);

  const received = await admin.put('/admin/api/transit-batches/5/receive', {});
  const initiated = await admin.put('/admin/api/transit-batches/6/initiate', {});

  expect([received.status, initiated.status]).toEqual([200, 200]);
  expect(await order('00000001')).toMatchObject({ status: 'At Factory' });
  expect((await admin.put('/admin/api/orders/00000007', { status: 'Ready for Delivery' })).status).toBe(200);
  expect(await checkInvariants(app.deps.db)).toEqual([]);
});

test('deliveries and scans come with their worker and order, where both are known', async () => {
  const token = (await app.http.post('/employee/login').send({ email: 'ravi@example.com', password: RAVIS_PASSWORD }))
    .body.token;
  const mine = await app.http.get('/worker/api/deliveries').set(bearer(token));
  const tracks = await app.http.get('/worker/api/tracks').set(bearer(token));

  expect(mine.body).toMatchObject([{ id: 7, orderId: '00000006', status: 'in_transit', vehicleId: 'KA-01' }]);
  expect(tracks.body).toMatchObject([{ id: 21, orderId: '00000007', location: 'Bandra' }]);
  expect(reasonsOf('track 22')).toHaveLength(1);
  // Its worker is not in the file: a former colleague.
  expect(reasonsOf('delivery 8')).toEqual([]);
  expect(reasonsOf('worker 77')).toHaveLength(1);
  expect(await app.deps.db.delivery.findUnique({ where: { id: 8 } })).toMatchObject({ workerId: 77 });
});

test('services count their lines, and what only old orders know is not on offer', async () => {
  const rows = await app.deps.db.service.findMany({ orderBy: { id: 'asc' } });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const offered = (await app.http.get('/api/services')).body.map(({ id }: { id: string }) => id);

  expect(byId.get('s2')).toMatchObject({ priceMinor: 30_000n, category: 'Dry', deletedAt: null });
  expect(byId.get('chudidar')).toMatchObject({ priceMinor: 9_010n, status: 'INACTIVE', usageCount: 1 });
  expect(byId.get('gone1')?.deletedAt).toBeInstanceOf(Date);
  expect(offered).not.toContain('gone1');
  expect(offered).not.toContain('chudidar');
});

test('imported people are found, and the next numbers come after theirs', async () => {
  expect((await admin.get('/admin/api/customers', { q: 'shroff 5678' })).body).toMatchObject([{ id: 11 }]);
  expect((await admin.get('/admin/api/orders', { q: 'nobody yet' })).body).toMatchObject([{ id: '00000003' }]);
  const { customer, order: placed } = await anOrder(app);
  const worker = await aWorker(app, 'WORKER');
  const batch = await admin.post('/admin/api/transit-batches', {
    order_ids: [placed.id],
    type: 'STORE_TO_FACTORY',
    created_by: 'Test',
  });

  expect(customer.id).toBeGreaterThan(12);
  expect(worker.id).toBeGreaterThan(4);
  expect([batch.status, batch.body.id > 6]).toEqual([201, true]);
});

test('an account of the console is named and not made', async () => {
  expect(reasonsOf('user 1')).toHaveLength(1);
  expect((await admin.get('/admin/api/users')).body).toHaveLength(1);
});

test('the report names nobody', () => {
  const text = JSON.stringify(report);
  for (const word of ['@', 'Jane', 'Zubin', 'Nobody Yet', '1234567890', 'pbkdf2', 'scrypt'])
    expect(text).not.toContain(word);
});
