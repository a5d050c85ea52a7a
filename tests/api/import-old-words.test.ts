import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importLegacy, type LegacyReport } from '../../src/tools/legacy/import-legacy.js';
import { startApp, type TestApp } from '../support/app.js';
import { checkInvariants } from '../support/invariants.js';
import { anOldOrder, daysAgo, writeLegacy } from '../support/legacy-database.js';
import { type Calls, callsAsAdmin } from '../support/staff.js';

const CANCELLED = ['Canceled', 'cancelled ', 'CANCELED', 'Void', 'voided', 'Rejected'];
const DELIVERED = [
  'Completed',
  'complete',
  'Closed',
  'DONE',
  'Finished',
  'Picked Up',
  'picked-up',
  'PICKED_UP',
  'Collected',
  'Handed  Over',
  ' delivered',
];
const EARLIER = {
  'At Store': ['Pending', 'NEW', 'Received', 'booked', 'at_store'],
  'Ready for Delivery': ['Ready', 'ready for pickup', 'Ready-for-Collection', 'ready for delivery '],
  Processing: ['In Process', 'in_progress', 'Washing', 'cleaning'],
};
const words = [
  ...CANCELLED.map((word) => ({ word, label: 'Cancelled' })),
  ...DELIVERED.map((word) => ({ word, label: 'Delivered' })),
  ...Object.entries(EARLIER).flatMap(([label, some]) => some.map((word) => ({ word, label }))),
].map((one, index) => ({ ...one, id: `word${String(index).padStart(4, '0')}` }));

let app: TestApp;
let admin: Calls;
let report: LegacyReport;
beforeAll(async () => {
  app = await startApp({ bcryptCost: 4 });
  const orders = [
    ...words.map(({ id, word }) => anOldOrder(id, { status: word })),
    anOldOrder('recent01', { status: 'Mangled', created_at: daysAgo(5) }),
    anOldOrder('answer01', { status: 'Folded' }),
    anOldOrder('answer02', { status: 'fOLDED_', created_at: daysAgo(5) }),
    anOldOrder('answer03', { status: 'Closed for now' }),
  ];
  const service = [
    { id: 's1', name: 'Laundry', price: 200 },
    { id: 's2', name: 'Dry Cleaning', price: 300 },
  ];
  const path = writeLegacy(join(app.folder, 'older.db'), { service, orders });
  const statuses = ['Folded=Delivered', 'Closed for now = ready for delivery'];
  report = await importLegacy(app.deps.config, { path, dryRun: false, statuses });
  admin = await callsAsAdmin(app);
});
afterAll(() => app.close());

const order = async (id: string) => (await admin.get(`/admin/api/orders/${id}`)).body;
const reasonsOf = (record: string) => report.findings.filter((f) => f.record === record).map((f) => f.reason);

test.each(words)('the old word "$word" becomes $label, without a remark', async ({ id, label }) => {
  expect(await order(id)).toMatchObject({ status: label });
  expect(reasonsOf(`order ${id}`)).toEqual([]);
});

test('an order that was cancelled long ago is no revenue, and none of today’s cancellations', async () => {
  const { body } = await admin.get('/admin/api/customers', { q: 'jane smith' });
  const counted = words.filter(({ label }) => label !== 'Cancelled').length + 4;
  const cancelled = await app.deps.db.order.findMany({ where: { status: 'CANCELLED' } });

  expect(body).toMatchObject([{ totalSpent: counted * 500 }]);
  expect(cancelled).toHaveLength(CANCELLED.length);
  for (const { cancelledAt, createdAt } of cancelled) expect(cancelledAt).toEqual(createdAt);
});

test('what is over neither waits at the counter nor is late', async () => {
  const ids = (await admin.get('/employee/api/orders')).body.map(({ id }: { id: string }) => id);

  for (const { id, label } of words) expect(ids.includes(id), id).toBe(label === 'At Store');
});

test('a recent order with an unknown word stays at the store with a remark', async () => {
  expect(await order('recent01')).toMatchObject({ status: 'At Store' });
  expect(reasonsOf('order recent01')).toEqual([expect.stringContaining('its status "Mangled" is unknown')]);
});

test('an answer decides what a word means, however it is spelt and however old the order is', async () => {
  expect([await order('answer01'), await order('answer02'), await order('answer03')]).toMatchObject([
    { status: 'Delivered' },
    { status: 'Delivered' },
    { status: 'Ready for Delivery' },
  ]);
  expect(reasonsOf('order answer01')).toEqual([]);
  expect(await checkInvariants(app.deps.db)).toEqual([]);
});
