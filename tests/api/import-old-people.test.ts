import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importLegacy, type LegacyReport } from '../../src/tools/legacy/import-legacy.js';
import { startApp, type TestApp } from '../support/app.js';
import { checkInvariants } from '../support/invariants.js';
import { anOldOrder, JANES_PASSWORD, writeLegacy } from '../support/legacy-database.js';
import { type Calls, callsAsAdmin } from '../support/staff.js';
import { werkzeugPbkdf2 } from '../support/werkzeug.js';

const walkIn = (id: string, name: string, phone: string, email = '') =>
  anOldOrder(id, { customer_name: name, customer_phone: phone, customer_email: email });

let app: TestApp;
let admin: Calls;
let report: LegacyReport;
beforeAll(async () => {
  app = await startApp({ bcryptCost: 4 });
  const hash = werkzeugPbkdf2(JANES_PASSWORD);
  const path = writeLegacy(join(app.folder, 'older.db'), {
    service: [
      { id: 's1', name: 'Laundry', price: 200 },
      { id: 's2', name: 'Dry Cleaning', price: 300 },
    ],
    customer: [
      { id: 3, name: 'Jane Smith', email: 'jane@example.com', phone: '9812345670', password_hash: hash },
      {
        id: 4,
        name: 'Old Paper',
        email: ' ',
        phone: '9812345679',
        password_hash: hash,
        created_at: '2024-01-01 00:00:00',
      },
    ],
    worker: [
      { id: 4, name: 'Ravi Das', email: 'ravi@example.com', password_hash: hash },
      { id: 5, name: 'Ravi D.', email: 'RAVI@example.com', password_hash: hash },
    ],
    orders: [
      walkIn('walk0001', 'Meera Iyer', '98123 45671'),
      walkIn('walk0002', 'MEERA IYER', '+91 9812345671'),
      walkIn('walk0003', 'Meera  Iyer', '09812345671', 'none'),
      walkIn('walk0004', 'Arjun Iyer', '9812345671', '-'),
      walkIn('walk0005', 'Gopal', ''),
      walkIn('walk0006', 'gopal ', '-'),
      walkIn('walk0007', '', ''),
      walkIn('walk0008', 'Jane Smith', '+919812345670', 'jane@example.com'),
      walkIn('walk0010', 'jane smith', '0981234 5670'),
      walkIn('walk0009', 'Old Paper', '9812345679'),
    ],
    delivery: [
      { id: 7, order_id: 'walk0001', worker_id: 77, driver_name: 'Suresh', status: 'delivered' },
      { id: 8, order_id: 'walk0001', worker_id: 78, driver_name: null, status: 'failed' },
      { id: 9, order_id: 'walk0002', worker_id: null, driver_name: 'Old Hari', status: 'delivered' },
      { id: 10, order_id: 'walk0002', worker_id: 5, driver_name: null, status: 'delivered' },
      { id: 11, order_id: 'walk0002', worker_id: null, driver_name: null, status: 'delivered' },
    ].map((row) => ({ ...row, created_at: '2024-02-05 08:00:00' })),
    track: [{ id: 21, worker_id: 79, order_email: 'jane@example.com', timestamp: '2024-02-05 09:00:00' }],
  });
  report = await importLegacy(app.deps.config, { path, dryRun: false });
  admin = await callsAsAdmin(app);
});
afterAll(() => app.close());

const order = async (id: string) => (await admin.get(`/admin/api/orders/${id}`)).body;
const customerOf = async (id: string) => (await admin.get(`/admin/api/customers/${(await order(id)).customerId}`)).body;
const reasonsOf = (record: string) => report.findings.filter((f) => f.record === record).map((f) => f.reason);

test('orders of one phone and name without an e-mail are of one customer, who has none either', async () => {
  const ids = await Promise.all(
    ['walk0001', 'walk0002', 'walk0003', 'walk0004'].map(async (id) => (await order(id)).customerId),
  );

  expect(new Set(ids.slice(0, 3)).size).toBe(1);
  expect(ids[3]).not.toBe(ids[0]);
  expect(await customerOf('walk0001')).toMatchObject({ name: 'Meera Iyer', email: '', totalOrders: 3 });
  expect(await order('walk0003')).toMatchObject({ customerEmail: '' });
  expect(reasonsOf('order walk0003')).toEqual([expect.stringContaining('its e-mail is no address')]);
  expect(reasonsOf('order walk0001')).toEqual([]);
});

test('a name without a phone is one customer, and so is nobody at all', async () => {
  expect((await order('walk0006')).customerId).toBe((await order('walk0005')).customerId);
  expect((await order('walk0007')).customerId).not.toBe((await order('walk0005')).customerId);
  expect(await customerOf('walk0007')).toMatchObject({ name: 'Walk-in', email: '', phone: '' });
});

test('a walk-in whose name and phone a record has is of that record, and no account shows the order', async () => {
  const { body } = await app.http.post('/auth/login').send({ email: 'jane@example.com', password: JANES_PASSWORD });
  const own = await app.http
    .get('/api/orders')
    .query({ email: 'jane@example.com' })
    .set({ Authorization: `Bearer ${body.token}` });

  expect([(await order('walk0010')).customerId, (await order('walk0009')).customerId]).toEqual([3, 4]);
  expect(own.body.map(({ id }: { id: string }) => id)).toEqual(['walk0008']);
});

test('a record without an e-mail keeps its number and has no login', async () => {
  const paper = await app.deps.db.customer.findUniqueOrThrow({ where: { id: 4 } });

  expect(paper).toMatchObject({ email: null, loginEmail: null, passwordHash: null, phoneKey: '919812345679' });
  expect(reasonsOf('customer 4')).toEqual([expect.stringContaining('it has no e-mail')]);
});

test('nobody has a made-up e-mail', async () => {
  const [customers, workers] = await Promise.all([app.deps.db.customer.findMany(), app.deps.db.worker.findMany()]);

  expect(customers).toHaveLength(6);
  for (const { email } of [...customers, ...workers]) expect(email ?? '').not.toContain('.invalid');
});

test('walk-ins are found by their phone, and the counter knows them again', async () => {
  const { body } = await admin.get('/admin/api/customers', { q: '9812345671 meera' });

  expect(body).toMatchObject([{ id: (await order('walk0001')).customerId, phone: '98123 45671' }]);
  expect(await checkInvariants(app.deps.db)).toEqual([]);
});

test('colleagues who left keep their deliveries and scans, under the name that is known', async () => {
  const deliveries = (await admin.get('/admin/api/deliveries')).body;
  const workerOf = (id: number) => deliveries.find((delivery: { id: number }) => delivery.id === id)?.driverName;
  const listed = (await admin.get('/admin/api/workers')).body.map(({ id }: { id: number }) => id);
  const former = await app.deps.db.worker.findMany({ where: { deletedAt: { not: null } }, orderBy: { id: 'asc' } });

  expect([7, 8, 9].map(workerOf)).toEqual(['Suresh', 'Former colleague 78', 'Old Hari']);
  expect(former).toMatchObject([
    { id: 77, name: 'Suresh', email: null, active: false },
    { id: 78, name: 'Former colleague 78', email: null, active: false },
    { id: 79, name: 'Former colleague 79', email: null, active: false },
    { id: 80, name: 'Old Hari', email: null, active: false },
  ]);
  expect(listed).toEqual([4]);
  expect(await app.deps.db.track.findUnique({ where: { id: 21 } })).toMatchObject({ workerId: 79 });
});

test('what a merged colleague did is kept with the record that stays, and what nobody did is left out', async () => {
  expect(await app.deps.db.delivery.findUnique({ where: { id: 10 } })).toMatchObject({ workerId: 4 });
  expect(await app.deps.db.delivery.findUnique({ where: { id: 11 } })).toBeNull();
  expect(reasonsOf('delivery 11')).toHaveLength(1);
});

test('the report names nobody', () => {
  const text = JSON.stringify(report);
  for (const word of ['@', 'Meera', 'Gopal', 'Suresh', 'Hari', '98123']) expect(text).not.toContain(word);
});
