import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { aService } from '../support/builders.js';
import { aCustomer, anAdmin, aWorker } from '../support/clients.js';
import { INVALID_SENTENCE } from '../support/error-shape.js';
import { anOrderAt } from '../support/place-in-time.js';

const SUMMARY = '/admin/api/dashboard-summary';

let app: TestApp;
let admin: { Cookie: string };
beforeAll(async () => {
  app = await startApp();
  admin = await anAdmin(app);
});
afterAll(() => app.close());

const summary = async (from: string, to: string) => {
  const response = await app.http.get(SUMMARY).query({ from, to }).set(admin);
  expect(response.status).toBe(200);
  return response.body;
};

test('a day counts its orders and their money from its first to its last millisecond in the business’s zone', async () => {
  const service = await aService(app, { priceMinor: 10_033n });
  const body = { serviceIds: [service] };
  await anOrderAt(app, '2020-03-09T18:29:59.999Z', body);
  await anOrderAt(app, '2020-03-09T18:30:00.000Z', body);
  await anOrderAt(app, '2020-03-10T18:29:59.999Z', body);
  await anOrderAt(app, '2020-03-10T18:30:00.000Z', body);

  const day = await summary('2020-03-10', '2020-03-10');
  const days = await summary('2020-03-09', '2020-03-12');

  expect(day).toMatchObject({ totalOrders: 2, totalRevenue: 200.66 });
  expect(day.servicePopularityData).toEqual([{ name: `Service ${service}`, orders: 2 }]);
  expect(days.salesData).toEqual([
    { day: '2020-03-09', orders: 1, revenue: 100.33 },
    { day: '2020-03-10', orders: 2, revenue: 200.66 },
    { day: '2020-03-11', orders: 1, revenue: 100.33 },
    { day: '2020-03-12', orders: 0, revenue: 0 },
  ]);
  expect(days.totalRevenue).toBe(401.32);
});

test('a cancelled order is no sale, and is still told among the statuses', async () => {
  const service = await aService(app, { priceMinor: 100n });
  const body = { serviceIds: [service] };
  await anOrderAt(app, '2020-04-01T12:00:00Z', body, 'CANCELLED');
  await anOrderAt(app, '2020-04-01T12:00:00Z', body, 'DELIVERED');
  await anOrderAt(app, '2020-04-01T12:00:00Z', body, 'AT_STORE');
  await anOrderAt(app, '2020-04-02T12:00:00Z', body, 'RETURNED_TO_STORE');

  const report = await summary('2020-04-01', '2020-04-02');

  expect(report).toMatchObject({ totalOrders: 3, totalRevenue: 3 });
  expect(report.orderStatusData).toEqual([
    { name: 'At Store', value: 2 },
    { name: 'In Transit to Factory', value: 0 },
    { name: 'At Factory', value: 0 },
    { name: 'Processing', value: 0 },
    { name: 'Quality Check', value: 0 },
    { name: 'In Transit to Store', value: 0 },
    { name: 'Ready for Delivery', value: 0 },
    { name: 'Out for Delivery', value: 0 },
    { name: 'Delivered', value: 1 },
    { name: 'Cancelled', value: 1 },
  ]);
  expect(report.servicePopularityData).toEqual([{ name: `Service ${service}`, orders: 3 }]);
});

test('popularity counts orders, not lines or pieces, over all days, by the name a service has now', async () => {
  const [often, seldom] = [await aService(app), await aService(app)];
  const twice = [
    { serviceId: often, quantity: 5, note: 'blue' },
    { serviceId: often, quantity: 1, note: 'red' },
    { serviceId: seldom, quantity: 9 },
  ];
  await anOrderAt(app, '2020-05-01T12:00:00Z', { serviceIds: undefined, items: twice });
  await anOrderAt(app, '2020-05-02T12:00:00Z', { serviceIds: [often] });
  await app.deps.db.service.update({ where: { id: often }, data: { name: 'Renamed', deletedAt: new Date() } });

  const report = await summary('2020-05-01', '2020-05-03');

  expect(report.servicePopularityData).toEqual([
    { name: 'Renamed', orders: 2 },
    { name: `Service ${seldom}`, orders: 1 },
  ]);
});

test('of many services the ten most ordered are named', async () => {
  const services = await Promise.all(Array.from({ length: 12 }, () => aService(app)));
  await anOrderAt(app, '2020-05-20T12:00:00Z', { serviceIds: services });
  await anOrderAt(app, '2020-05-20T12:00:00Z', { serviceIds: services.slice(5, 6) });

  const { servicePopularityData } = await summary('2020-05-20', '2020-05-20');

  expect(servicePopularityData).toHaveLength(10);
  expect(servicePopularityData[0]).toEqual({ name: `Service ${services[5]}`, orders: 2 });
});

test('new customers are those whose account was made in the range, even if erased since', async () => {
  const [before, within, erased] = [await aCustomer(app), await aCustomer(app), await aCustomer(app)];
  const date = (id: number, createdAt: string, more = {}) =>
    app.deps.db.customer.update({ where: { id }, data: { createdAt: new Date(createdAt), ...more } });
  await date(before.id, '2020-05-31T18:29:59.999Z');
  await date(within.id, '2020-05-31T18:30:00Z');
  await date(erased.id, '2020-06-30T18:29:59.999Z', { deletedAt: new Date(), email: null });

  expect((await summary('2020-06-01', '2020-06-30')).newCustomers).toBe(2);
});

test('sums are exact where floating point is not', async () => {
  const service = await aService(app, { priceMinor: 9_007_199_254_741n });
  for (let n = 0; n < 3; n += 1) {
    await anOrderAt(app, '2020-07-01T12:00:00Z', { items: [{ serviceId: service, quantity: 99 }] });
  }

  const { totalRevenue, salesData } = await summary('2020-07-01', '2020-07-01');

  expect(totalRevenue).toBe(Number(9_007_199_254_741n * 297n) / 100);
  expect(salesData[0].revenue).toBe(totalRevenue);
});

test('a leap year of days is reported, and one more is too many', async () => {
  const year = await summary('2024-01-01', '2024-12-31');
  const more = await app.http.get(SUMMARY).query({ from: '2024-01-01', to: '2025-01-01' }).set(admin);

  expect(year.salesData).toHaveLength(366);
  expect(new Set(year.salesData.map((row: { day: string }) => row.day)).size).toBe(366);
  expect(more.status).toBe(400);
  expect(more.body).toMatchObject({ error: INVALID_SENTENCE, code: 'request.invalid_fields' });
  expect(more.body.details).toEqual([{ path: 'from', message: 'must be at most 366 days before to' }]);
});

test.each([
  ['2024-02-30', '2024-03-01', ['from']],
  ['tomorrow', '24:00', ['from', 'to']],
  ['2024-03-02', '2024-03-01', ['from']],
  ['2024-03-01T00:00:00Z', '2024-03-02', ['from']],
  ['9999-12-31', '', ['from']],
])('a range from %s to %s is refused', async (from, to, paths) => {
  const response = await app.http.get(SUMMARY).query({ from, to }).set(admin);

  expect(response.status).toBe(400);
  expect(response.body.error).toMatch(/^Invalid fields: ./);
  expect(response.body.details.map((detail: { path: string }) => detail.path)).toEqual(paths);
});

test('a parameter given twice is refused', async () => {
  const response = await app.http.get(`${SUMMARY}?from=2024-01-01&from=2024-01-02`).set(admin);

  expect(response.status).toBe(400);
  expect(response.body.error).toMatch(/^Invalid fields: ./);
});

test('only an admin reads the figures', async () => {
  const others = [await aCustomer(app), await aWorker(app, 'EMPLOYEE'), await aWorker(app, 'WORKER')];

  const answers = await Promise.all(others.map((account) => app.http.get(SUMMARY).set(account.as())));
  const stranger = await app.http.get(SUMMARY);

  for (const answer of answers) expect([answer.status, answer.body.error]).toEqual([403, 'Forbidden']);
  expect([stranger.status, stranger.body.error]).toEqual([401, 'Unauthorized']);
});
