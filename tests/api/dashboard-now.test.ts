import { afterEach, beforeEach, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder } from '../support/builders.js';
import { anAdmin } from '../support/clients.js';
import { putInOpenBatch } from '../support/open-batch.js';
import { anOrderAt } from '../support/place-in-time.js';

// Figures of this moment count whole tables: every test has a database of its own, and a clock in New York an hour before the 9th.
const NOW = new Date('2026-03-09T03:00:00Z');

let app: TestApp;
let admin: { Cookie: string };
beforeEach(async () => {
  app = await startApp({ timeZone: 'America/New_York' }, { clock: { now: () => NOW } });
  admin = await anAdmin(app);
});
afterEach(() => app.close());

const summary = async (query = {}) => (await app.http.get('/admin/api/dashboard-summary').query(query).set(admin)).body;

test('an empty shop has a figure for everything', async () => {
  const report = await summary();

  expect(report).toMatchObject({
    totalRevenue: 0,
    totalOrders: 0,
    newCustomers: 0,
    pendingPickups: 0,
    shipmentsInTransit: 0,
    overdueOrders: 0,
    missingOrders: 0,
    servicePopularityData: [],
  });
  expect(report.salesData).toHaveLength(30);
  expect(report.salesData.at(0)).toEqual({ day: '2026-02-07', orders: 0, revenue: 0 });
  expect(report.salesData.at(-1)).toEqual({ day: '2026-03-08', orders: 0, revenue: 0 });
});

test('without a range the last thirty days of the zone are reported, across the change of clocks', async () => {
  await anOrder(app, { serviceIds: ['s1'] });
  await anOrderAt(app, '2026-03-08T04:59:59.999Z', { serviceIds: ['s1'] });
  await anOrderAt(app, '2026-03-08T05:00:00.000Z', { serviceIds: ['s1'] });
  await anOrderAt(app, '2026-03-09T03:59:59.999Z', { serviceIds: ['s1'] });
  await anOrderAt(app, '2026-03-09T04:00:00.000Z', { serviceIds: ['s1'] });
  await anOrderAt(app, '2026-02-07T05:00:00.000Z', { serviceIds: ['s1'] });
  await anOrderAt(app, '2026-02-07T04:59:59.999Z', { serviceIds: ['s1'] });

  const report = await summary();

  expect(report).toMatchObject({ totalOrders: 5, totalRevenue: 1_000, newCustomers: 7 });
  expect(report.salesData.slice(-2)).toEqual([
    { day: '2026-03-07', orders: 1, revenue: 200 },
    { day: '2026-03-08', orders: 3, revenue: 600 },
  ]);
  expect(report.salesData[0]).toEqual({ day: '2026-02-07', orders: 1, revenue: 200 });
});

test('one end of a range is enough, and an empty one is as good as none', async () => {
  const [until, since, neither] = [
    await summary({ to: '2026-01-30' }),
    await summary({ from: '2026-03-07' }),
    await summary({ from: '', to: '' }),
  ];
  const daysOf = (report: { salesData: { day: string }[] }) => report.salesData.map((row) => row.day);

  expect([daysOf(until)[0], daysOf(until).at(-1), daysOf(until).length]).toEqual(['2026-01-01', '2026-01-30', 30]);
  expect(daysOf(since)).toEqual(['2026-03-07', '2026-03-08']);
  expect(daysOf(neither)).toHaveLength(30);
});

test('an order is overdue from the day after it was promised until it is ready', async () => {
  await anOrder(app, { pickupDate: '2026-03-07' });
  await anOrder(app, { pickupDate: '2026-03-08' });
  await anOrder(app, { pickupDate: '2026-03-09' });
  await anOrder(app, { pickupDate: '' });
  const lateButDone = ['READY_FOR_DELIVERY', 'OUT_FOR_DELIVERY', 'DELIVERED', 'CANCELLED'] as const;
  for (const status of lateButDone) await anOrderAt(app, '2026-03-01T12:00:00Z', { pickupDate: '2026-03-01' }, status);
  const lateOnTheWay = ['PROCESSING', 'RETURNED_TO_STORE'] as const;
  for (const status of lateOnTheWay) await anOrderAt(app, '2026-03-01T12:00:00Z', { pickupDate: '2026-03-01' }, status);

  expect(await summary()).toMatchObject({ overdueOrders: 3, pendingPickups: 1 });
});

test('what waits now is counted whenever it was ordered, and only batches on the road are shipments', async () => {
  await anOrderAt(app, '2020-01-01T12:00:00Z', {}, 'READY_FOR_DELIVERY');
  await putInOpenBatch(app, await anOrderAt(app, '2020-01-01T12:00:00Z'));
  const sent = await anOrder(app);
  const batch = await app.http
    .post('/admin/api/transit-batches')
    .set(admin)
    .send({ order_ids: [sent.order.id], type: 'STORE_TO_FACTORY', created_by: 'counter' });
  await app.http.put(`/admin/api/transit-batches/${batch.body.id}/initiate`).set(admin);

  const onTheRoad = await summary();
  await app.http.put(`/admin/api/transit-batches/${batch.body.id}/receive`).set(admin);
  const arrived = await summary();

  expect(onTheRoad).toMatchObject({ pendingPickups: 1, shipmentsInTransit: 1 });
  expect(arrived).toMatchObject({ pendingPickups: 1, shipmentsInTransit: 0 });
});
