import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importLegacy, type LegacyReport } from '../../src/tools/legacy/import-legacy.js';
import { startApp, type TestApp } from '../support/app.js';
import { aCustomer, aWorker } from '../support/clients.js';
import { checkInvariants } from '../support/invariants.js';
import { anOldOrder, writeLegacy } from '../support/legacy-database.js';
import { type Calls, callsAs, callsAsAdmin } from '../support/staff.js';

let app: TestApp;
let admin: Calls;
let clerk: Calls;
let report: LegacyReport;
beforeAll(async () => {
  app = await startApp({ bcryptCost: 4 });
  const path = writeLegacy(join(app.folder, 'older.db'), {
    service: [
      { id: 's1', name: 'Laundry', price: 200 },
      { id: 's2', name: 'Dry Cleaning', price: 300 },
    ],
    orders: [
      anOldOrder('INV-1042'),
      anOldOrder('INV-1043', { status: 'Cancelled' }),
      anOldOrder('No. 88'),
      anOldOrder('no-88'),
      anOldOrder('77'),
      anOldOrder('20240110-3'),
      anOldOrder('ABCD1234'),
      anOldOrder('abcd1235'),
      anOldOrder('ABCD1235'),
      anOldOrder('phone001', {
        customer_phone: '9812341042',
        customer_name: 'Bystander',
        customer_email: 'by@example.com',
      }),
      anOldOrder('1042'),
    ],
  });
  report = await importLegacy(app.deps.config, { path, dryRun: false });
  admin = await callsAsAdmin(app);
  clerk = callsAs(app, (await aWorker(app, 'EMPLOYEE')).as());
});
afterAll(() => app.close());

const idOf = async (ticketNumber: string) => {
  const found = await app.deps.db.order.findMany({ where: { ticketNumber }, select: { id: true } });
  return found.map(({ id }) => id).join();
};
const ids = (body: { id: string }[]) => body.map(({ id }) => id);
const path = (text: string) => `/employee/api/orders/${encodeURIComponent(text)}`;
const reasonsOf = (record: string) => report.findings.filter((f) => f.record === record).map((f) => f.reason);

test.each(['INV-1042', 'inv-1042', 'inv1042', ' INV/1042 ', 'ＩＮＶ１０４２', 'INV_1042', 'INVß1042'])(
  'the old ticket "%s" is the order, for the counter and the console',
  async (text) => {
    const id = await idOf('inv1042');

    expect(id).toMatch(/^[a-z0-9]{8}$/);
    for (const path of ['/employee/api/orders', '/admin/api/orders', '/api/orders'])
      expect(
        (await (path === '/employee/api/orders' ? clerk : admin).get(`${path}/${encodeURIComponent(text)}`)).body,
        path,
      ).toMatchObject({ id });
  },
);

test('a number that reads like an id and a piece is found too, and so is one of few digits', async () => {
  expect((await clerk.get('/employee/api/orders/20240110-3')).body).toMatchObject({ id: await idOf('202401103') });
  expect((await clerk.get('/employee/api/orders/77')).body).toMatchObject({ id: await idOf('77') });
});

test('search finds the order by its old number, also a cancelled one', async () => {
  expect(ids((await clerk.get('/employee/api/orders', { q: 'INV-1042' })).body)).toEqual([await idOf('inv1042')]);
  expect(ids((await admin.get('/admin/api/orders', { q: 'inv 1043' })).body)).toEqual([await idOf('inv1043')]);
  expect(ids((await admin.get('/admin/api/orders', { q: '77' })).body)).toEqual([await idOf('77')]);
  expect((await admin.get('/admin/api/orders', { q: 'INV-1044' })).body).toEqual([]);
});

test('digits that end somebody’s phone find that order as well as the ticket', async () => {
  const found = ids((await admin.get('/admin/api/orders', { q: '1042' })).body);

  expect(found.toSorted()).toEqual([await idOf('1042'), 'phone001'].toSorted());
});

test('capitals are no other id, unless the small letters are taken', async () => {
  expect((await clerk.get('/employee/api/orders/ABCD1234')).body).toMatchObject({ id: 'abcd1234' });
  expect((await clerk.get('/employee/api/orders/abcd1235')).body).toMatchObject({ id: 'abcd1235' });
  expect((await clerk.get('/employee/api/orders/ABCD1235')).body).toMatchObject({ code: 'order.ambiguous' });
  expect(reasonsOf('order ABCD1235')).toContainEqual(expect.stringContaining('has a number that reads alike'));
});

test('of two tickets that read alike each is found as it was printed, and the second is told', async () => {
  const printed = await Promise.all(['No. 88', 'no-88'].map((text) => clerk.get(path(text))));
  const otherwise = await clerk.get(path('No 88'));

  expect(printed.map(({ status }) => status)).toEqual([200, 200]);
  const [first, second] = printed.map(({ body }) => body.id as string);
  expect(first).not.toBe(second);
  expect([otherwise.status, otherwise.body.code]).toEqual([409, 'order.ambiguous']);
  expect((await admin.get(`/api/orders/${first}/timeline`)).body[1]).toMatchObject({
    type: 'imported',
    note: 'ticket No. 88',
  });
  expect(reasonsOf('order no-88')).toContainEqual(expect.stringContaining('has a number that reads alike'));
  expect(await app.deps.db.order.count()).toBe(11);
  expect(await checkInvariants(app.deps.db)).toEqual([]);
});

test('a delivery worker’s scan of the old ticket means its order', async () => {
  const worker = await aWorker(app, 'WORKER');
  const id = await idOf('inv1042');

  const scan = await app.http
    .post('/worker/scan')
    .set(worker.as())
    .send({ barcode: 'INV-1042', orderStatus: 'Checkpoint' });

  expect([scan.status, scan.body.track?.orderId]).toEqual([201, id]);
});

test('bags with old tickets are packed into a batch by them', async () => {
  const [id, other] = [await idOf('1042'), await idOf('77')];
  const packed = await clerk.post('/employee/api/transit-batches', {
    order_ids: ['1042'],
    type: 'STORE_TO_FACTORY',
    created_by: 'Counter',
  });
  const added = await clerk.post(`/employee/api/transit-batches/${packed.body.id}/orders`, { order_ids: ['77'] });

  expect([packed.status, added.status]).toEqual([201, 200]);
  expect(ids(added.body.orders).toSorted()).toEqual([id, other].toSorted());
});

test('a ticket is no way into somebody else’s order', async () => {
  const other = await aCustomer(app);
  const { status, body } = await app.http.get('/api/orders/INV-1042').set(other.as());
  const unknown = await app.http.get('/api/orders/INV-9999').set(other.as());

  expect([status, body]).toEqual([unknown.status, { ...unknown.body, requestId: body.requestId }]);
});
