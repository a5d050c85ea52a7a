import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importLegacy, type LegacyReport } from '../../src/tools/legacy/import-legacy.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Account, aCustomer, anAdmin, aWorker } from '../support/clients.js';
import { checkInvariants } from '../support/invariants.js';
import { anOldOrder, writeLegacy } from '../support/legacy-database.js';
import { type Calls, callsAs, callsAsAdmin } from '../support/staff.js';

let app: TestApp;
let admin: Calls;
let clerk: Calls;
let driver: Account;
let report: LegacyReport;
const atStore = ['INV-2001', 'INV-2002', 'INV-2003', 'INV-2004', 'INV-2005', '1-23', '12-3', 'XYZ12345-7', 'xyz12345'];
const ready = ['READY-1', 'READY-2', 'READY-3', 'READY-4', 'READY-5', '4-56', '45-6'];
beforeAll(async () => {
  app = await startApp({ bcryptCost: 4 });
  const path = writeLegacy(join(app.folder, 'older.db'), {
    service: [
      { id: 's1', name: 'Laundry', price: 200 },
      { id: 's2', name: 'Dry Cleaning', price: 300 },
    ],
    orders: [
      ...atStore.map((id) => anOldOrder(id)),
      ...ready.map((id) => anOldOrder(id, { status: 'Ready for Delivery' })),
      anOldOrder('abc12345'),
      anOldOrder('ABC12345-2'),
      anOldOrder('Q 9'),
      anOldOrder('q-9'),
    ],
  });
  report = await importLegacy(app.deps.config, { path, dryRun: false });
  admin = await callsAsAdmin(app);
  clerk = callsAs(app, (await aWorker(app, 'EMPLOYEE')).as());
  driver = await aWorker(app, 'WORKER');
});
afterAll(() => app.close());

/** The id that the order with this older number has now. */
const idOf = async (older: string) => {
  const entry = await app.deps.db.timelineEntry.findFirst({
    where: { type: 'imported', note: `ticket ${older}` },
    select: { orderId: true },
  });
  return entry?.orderId ?? '';
};
const ids = (body: { id: string }[]) => body.map(({ id }) => id).toSorted();
const path = (portal: string, text: string) => `/${portal}/api/orders/${encodeURIComponent(text)}`;
const newBatch = (order_ids: string[]) => ({ order_ids, type: 'STORE_TO_FACTORY', created_by: 'Counter' });
const stored = (id: string) => app.deps.db.order.findUniqueOrThrow({ where: { id } });

test('an order is put right, moved, taken back and cancelled by its old ticket', async () => {
  const [id, bystander] = [await idOf('INV-2001'), await idOf('INV-2002')];
  const before = await stored(bystander);

  const named = await clerk.put(path('employee', 'inv-2001'), { customerName: 'Jane Renamed' });
  const moved = await clerk.put(`${path('employee', 'INV-2001')}/status`, { status: 'Processing' });
  const back = await clerk.post(`${path('employee', ' INV/2001 ')}/undo`, { reason: 'Wrong bag' });
  const again = await admin.put(path('admin', 'INV-2001'), { specialInstructions: 'Starch' });
  const timeline = await admin.get('/api/orders/INV-2001/timeline');
  const link = await clerk.post('/api/orders/INV-2001/tracking-link', {});
  const gone = await admin.delete(path('admin', 'INV-2001'));

  expect([named.status, named.body.id, named.body.customerName]).toEqual([200, id, 'Jane Renamed']);
  expect([moved.status, moved.body.id, moved.body.status]).toEqual([200, id, 'Processing']);
  expect([back.status, back.body.status]).toEqual([200, 'At Store']);
  expect([again.status, again.body.specialInstructions]).toEqual([200, 'Starch']);
  expect([timeline.status, timeline.body.at(-1)?.type]).toEqual([200, 'edited']);
  expect([link.status, gone.status]).toEqual([201, 200]);
  expect((await stored(id)).status).toBe('CANCELLED');
  expect(await stored(bystander)).toEqual(before);
});

test('an edit by the ticket comes too late where the order was changed since', async () => {
  const read = await admin.get(path('admin', 'INV-2002'));
  const etag = read.headers['etag'] ?? '';
  const put = (customerName: string) => admin.put(path('admin', 'inv 2002'), { customerName }).set('If-Match', etag);

  expect((await put('First')).status).toBe(200);
  expect((await put('Second')).status).toBe(412);
  expect((await stored(await idOf('INV-2002'))).customerName).toBe('First');
});

test('bags are packed, taken out, missed and received by their old tickets', async () => {
  const [one, two, three] = [await idOf('INV-2003'), await idOf('INV-2004'), await idOf('INV-2005')];
  const packed = await clerk.post('/employee/api/transit-batches', newBatch(['INV-2003', ']C1inv-2004', 'inv2003']));
  const at = `/employee/api/transit-batches/${packed.body.id}`;
  const added = await clerk.post(`${at}/orders`, { order_ids: ['INVß2005'] });
  const out = await clerk.delete(`${at}/orders/INV-2005`);
  const again = await clerk.post(`${at}/orders`, { order_ids: ['INV-2005'] });
  const sent = await clerk.put(`${at}/initiate`, { orders: ['INV-2003', 'INV-2004', 'INV-2005'] });
  const missed = await clerk.post(`${at}/orders/INV-2005/missing`, {});
  const few = await clerk.put(`${at}/receive`, { orders: ['INV-2003'] });
  const received = await clerk.put(`${at}/receive`, {
    orders: ['INV-2004', 'INV-2003'],
    missingOrderIds: ['INV-2005'],
  });
  const found = await clerk.post(`${path('employee', 'INV-2005')}/found`, { status: 'At Store' });

  expect([packed.status, ids(packed.body.orders)]).toEqual([201, [one, two].toSorted()]);
  expect([added.status, added.body.orderCount]).toEqual([200, 3]);
  expect([out.status, ids(out.body.orders)]).toEqual([200, [one, two].toSorted()]);
  expect([again.status, sent.status]).toEqual([200, 200]);
  expect([missed.status, missed.body.missingOrderIds]).toEqual([200, [three]]);
  expect([few.status, few.body.code]).toEqual([400, 'request.contradiction']);
  expect([received.status, received.body.status]).toEqual([200, 'ARRIVED']);
  expect([found.status, found.body.id]).toEqual([200, three]);
});

test('a delivery is planned, changed, listed and ended by the old ticket, as orderId or as barcode', async () => {
  const [one, two] = [await idOf('READY-1'), await idOf('READY-2')];
  const plan = (names: object) => admin.post('/admin/api/deliveries', { ...names, workerId: driver.id });
  const first = await plan({ barcode: 'READY-1' });
  const second = await plan({ orderId: 'ready 2', barcode: two });
  const at = `/admin/api/deliveries/${first.body.id}`;
  const changed = await admin.put(at, { barcode: 'READY-1', vehicleId: 'KA-01' });
  const other = await admin.put(at, { barcode: 'READY-2', vehicleId: 'KA-02' });
  const listed = await clerk.get('/employee/api/deliveries', { orderId: 'READY-1' });
  const begin = (barcode: string) =>
    app.http.put(`/worker/api/deliveries/${first.body.id}/start`).set(driver.as()).send({ barcode });
  const wrong = await begin('READY-2');
  const right = await begin('READY-1');

  expect([first.status, first.body.orderId]).toEqual([201, one]);
  expect([second.status, second.body.orderId]).toEqual([201, two]);
  expect([changed.status, changed.body.vehicleId]).toEqual([200, 'KA-01']);
  expect([other.status, other.body.details?.[0]?.path]).toEqual([400, 'barcode']);
  expect([listed.body.length, listed.body[0]?.id]).toEqual([1, first.body.id]);
  expect([wrong.status, wrong.body.code]).toEqual([400, 'request.contradiction']);
  expect([right.status, right.body.status]).toEqual([200, 'in_transit']);
});

test('a delivery needs one order, and not two', async () => {
  const before = await app.deps.db.delivery.count();
  const none = await admin.post('/admin/api/deliveries', { workerId: driver.id, barcode: '' });
  const nothing = await admin.post('/admin/api/deliveries', { orderId: null });
  const two = await admin.post('/admin/api/deliveries', {
    orderId: 'READY-3',
    barcode: 'READY-4',
    workerId: driver.id,
  });

  expect([none.status, none.body.code, none.body.details?.[0]?.path]).toEqual([
    400,
    'request.missing_fields',
    'orderId',
  ]);
  expect(nothing.body.details.map((detail: { path: string }) => detail.path).toSorted()).toEqual([
    'orderId',
    'workerId',
  ]);
  expect([two.status, two.body.code]).toEqual([400, 'request.contradiction']);
  expect(await app.deps.db.delivery.count()).toBe(before);
});

test('a bag is handed over at the counter by its old ticket', async () => {
  const handed = await clerk.put(`${path('employee', 'READY-5')}/status`, { status: 'Delivered' });

  expect([handed.status, handed.body.id, handed.body.status]).toEqual([200, await idOf('READY-5'), 'Delivered']);
});

test('a ticket that reads like a piece of another order is no piece of it', async () => {
  const [id, other] = [await idOf('XYZ12345-7'), 'xyz12345'];
  const read = await clerk.get(path('employee', 'XYZ12345-7'));
  const packed = await clerk.post('/employee/api/transit-batches', newBatch(['XYZ12345-7']));

  expect([read.status, read.body.id]).toEqual([200, id]);
  expect([packed.status, ids(packed.body.orders)]).toEqual([201, [id]]);
  expect((await stored(other)).openBatchId).toBeNull();
});

test('where both are there, which is meant is asked, and nothing is written', async () => {
  const [id, other] = [await idOf('ABC12345-2'), 'abc12345'];
  const before = [await stored(id), await stored(other)];
  const answers = [
    await clerk.get(path('employee', 'ABC12345-2')),
    await clerk.put(`${path('employee', 'ABC12345-2')}/status`, { status: 'Processing' }),
    await clerk.post('/employee/api/transit-batches', newBatch(['INV-2002', 'ABC12345-2'])),
  ];

  for (const { status, body } of answers) {
    expect([status, body.code]).toEqual([409, 'order.ambiguous']);
    expect(body.error).toBe('More than one order is meant by ABC12345-2: name it by its id');
    expect(body.details).toEqual([
      { path: other, message: 'has a piece 2' },
      { path: id, message: 'has the ticket ABC12345-2' },
    ]);
  }
  expect(ids((await clerk.get('/employee/api/orders', { q: 'ABC12345-2' })).body)).toEqual([id, other].toSorted());
  expect((await clerk.get(path('employee', other))).body.id).toBe(other);
  expect((await clerk.get(path('employee', `${other}-1`))).body.id).toBe(other);
  expect([await stored(id), await stored(other)]).toEqual(before);
});

test('of two tickets that differ in their dashes each is found as it was printed, and otherwise both are named', async () => {
  const [one, other] = [await idOf('1-23'), await idOf('12-3')];

  expect((await clerk.get(path('employee', '1-23'))).body.id).toBe(one);
  expect((await clerk.get(path('employee', '12/3'))).body.id).toBe(other);
  const both = await clerk.get(path('employee', '123'));
  expect([both.status, ids(both.body.details.map(({ path: id }: { path: string }) => ({ id })))]).toEqual([
    409,
    [one, other].toSorted(),
  ]);
  expect(ids((await admin.get('/admin/api/orders', { q: '123' })).body)).toEqual([one, other].toSorted());
});

test('of two tickets that differ in less, each is found letter by letter, and the report says so', async () => {
  const [one, other] = [await idOf('Q 9'), await idOf('q-9')];

  expect((await clerk.get(path('employee', 'Q 9'))).body.id).toBe(one);
  expect((await clerk.get(path('employee', 'q-9'))).body.id).toBe(other);
  expect((await clerk.get(path('employee', 'Q_9'))).status).toBe(409);
  const told = report.findings.filter(({ reason }) => reason.includes('reads alike')).map(({ record }) => record);
  expect(told).toContain('order q-9');
  expect(told).not.toContain('order "Q 9"');
});

test('a driver is told that a ticket is of several orders, and not of which', async () => {
  const scan = (body: object) =>
    app.http
      .post('/worker/scan')
      .set(driver.as())
      .send({ orderStatus: 'Checkpoint', ...body });
  const several = await scan({ barcode: '456' });
  const one = await scan({ barcode: '4-56' });
  const helped = await scan({ orderId: await idOf('45-6'), barcode: '456' });
  const two = await scan({ orderId: await idOf('45-6'), barcode: '4-56' });

  expect([several.status, several.body.code, several.body.details]).toEqual([409, 'order.ambiguous', undefined]);
  expect([one.status, one.body.track?.orderId]).toEqual([201, await idOf('4-56')]);
  expect([helped.status, helped.body.track?.orderId]).toEqual([201, await idOf('45-6')]);
  expect([two.status, two.body.code]).toEqual([400, 'request.contradiction']);
});

test.each(['INV-200', 'INV', '200', 'XYZ12345-', 'READY'])(
  'the beginning or a part of a ticket, "%s", finds nothing of it',
  async (text) => {
    const tickets = await Promise.all(
      [...atStore, ...ready].filter((id) => id !== 'xyz12345').map((older) => idOf(older)),
    );
    const read = await clerk.get(path('employee', text));
    const listed = ids((await clerk.get('/employee/api/orders', { q: text })).body);

    expect(tickets).not.toContain(read.body.id);
    expect(listed.filter((id) => tickets.includes(id))).toEqual([]);
  },
);

test('customers and strangers find nothing by tickets, whatever they ask', async () => {
  const customer = await aCustomer(app);
  const ask = (text: string) => [
    app.http.get(`/api/orders/${text}`).set(customer.as()),
    app.http.get(`/api/orders/${text}/timeline`).set(customer.as()),
    app.http.put(`/api/orders/${text}`).set(customer.as()).send({ specialInstructions: 'x' }),
    app.http.delete(`/api/orders/${text}`).query({ email: customer.email }).set(customer.as()),
    app.http.post(`/api/orders/${text}/tracking-link`).set(customer.as()),
    app.http.get(`/api/orders/${text}/barcode.png`),
    app.http.get(`/qr/${text}.png`),
  ];
  const known = await Promise.all(ask('INV-2002'));
  const alike = await Promise.all(ask('Q_9'));
  const unknown = await Promise.all(ask('INV-9999'));

  for (const answers of [known, alike])
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(
      unknown.map(({ status, body }) => [status, body.code]),
    );
});

test('what is there adds up', async () => {
  await anAdmin(app);
  expect(await checkInvariants(app.deps.db)).toEqual([]);
});
