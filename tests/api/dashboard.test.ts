import { afterAll, beforeAll, expect, test } from 'vitest';
import { inTransaction } from '../../src/db/transaction.js';
import { applyChanges } from '../../src/modules/totals/apply-changes.sql.js';
import { findWrongTotals, rebuildTotals } from '../../src/modules/totals/recount.sql.js';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder, aService } from '../support/builders.js';
import { aCustomer, anAdmin, aWorker } from '../support/clients.js';
import { INVALID_SENTENCE } from '../support/error-shape.js';
import { anOrderAt } from '../support/place-in-time.js';
import { callsAsAdmin } from '../support/staff.js';

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

test('a person is a new customer once: on the day of the record that stayed, whatever was merged into it', async () => {
  const made = async (createdAt: string) => {
    const customer = await aCustomer(app);
    await app.deps.db.customer.update({ where: { id: customer.id }, data: { createdAt: new Date(createdAt) } });
    return customer.id;
  };
  const [stays, sameDay, later] = [
    await made('2021-06-10T12:00:00Z'),
    await made('2021-06-10T12:00:01Z'),
    await made('2021-07-31T18:29:59.999Z'),
  ];
  const [bystander, erased] = [await made('2021-06-11T12:00:00Z'), await made('2021-06-11T12:00:00Z')];
  const staff = await callsAsAdmin(app);
  const merge = (id: number, from: number) => staff.post(`/admin/api/customers/${id}/merge`, { from });
  await staff.delete(`/admin/api/customers/${erased}`);
  const months = async () => [
    (await summary('2021-06-01', '2021-06-30')).newCustomers,
    (await summary('2021-07-01', '2021-07-31')).newCustomers,
  ];
  expect(await months()).toEqual([4, 1]);

  await merge(stays, sameDay);
  await merge(stays, later);

  expect(await months()).toEqual([3, 0]);
  await staff.delete(`/admin/api/customers/${stays}`);
  expect(await months()).toEqual([3, 0]);
  await applyChanges(app.deps.db);
  expect(await months()).toEqual([3, 0]);
  await inTransaction(app.deps.db, rebuildTotals);
  expect(await months()).toEqual([3, 0]);
  expect(await findWrongTotals(app.deps.db)).toEqual([]);
  expect((await staff.get(`/admin/api/customers/${bystander}`)).status).toBe(200);
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

test('what was cancelled is told by the day of cancelling, until the cancel is taken back', async () => {
  const service = await aService(app, { priceMinor: 38_000n });
  const at = (time: string) => new Date(time);
  const first = await anOrderAt(app, '2019-10-26T12:00:00Z', { serviceIds: [service] }, 'DELIVERED');
  await anOrderAt(app, '2019-10-26T12:00:00Z', { serviceIds: [service] }, 'DELIVERED');
  const cancel = { status: 'CANCELLED' as const, updatedAt: at('2019-11-03T18:30:00Z') };
  await app.deps.db.order.update({ where: { id: first }, data: cancel });

  expect(await summary('2019-10-26', '2019-10-26')).toMatchObject({ totalRevenue: 380, cancelledOrders: 0 });
  expect(await summary('2019-11-03', '2019-11-03')).toMatchObject({ cancelledOrders: 0, cancelledRevenue: 0 });
  expect(await summary('2019-11-04', '2019-11-04')).toMatchObject({
    totalRevenue: 0,
    cancelledOrders: 1,
    cancelledRevenue: 380,
  });
  // A note on a cancelled order is not cancelled again.
  await app.deps.db.order.update({ where: { id: first }, data: { updatedAt: at('2019-11-09T12:00:00Z') } });
  expect(await summary('2019-11-04', '2019-11-30')).toMatchObject({ cancelledOrders: 1, cancelledRevenue: 380 });

  const back = { status: 'DELIVERED' as const, updatedAt: at('2019-11-10T12:00:00Z') };
  await app.deps.db.order.update({ where: { id: first }, data: back });
  expect(await summary('2019-11-01', '2019-11-30')).toMatchObject({ cancelledOrders: 0, cancelledRevenue: 0 });
  expect(await summary('2019-10-26', '2019-10-26')).toMatchObject({ totalRevenue: 760 });
  expect(await app.deps.db.order.findUnique({ where: { id: first } })).toMatchObject({ cancelledAt: null });
});

test('an order cancelled by staff and one deleted by its customer are cancelled today', async () => {
  const service = await aService(app, { priceMinor: 500n });
  const today = new Date().toLocaleDateString('en-CA', { timeZone: 'Asia/Kolkata' });
  const before = await summary(today, today);
  const customer = await aCustomer(app);
  const [byStaff, byOwner] = [
    await anOrder(app, { serviceIds: [service] }),
    await anOrder(app, { serviceIds: [service], customerEmail: customer.email }, customer.token),
  ];
  await app.http.delete(`/admin/api/orders/${byStaff.order.id}`).set(admin);
  const gone = await app.http
    .delete(`/api/orders/${byOwner.order.id}`)
    .query({ email: customer.email })
    .set(customer.as());

  expect(gone.status).toBe(200);
  expect(await summary(today, today)).toMatchObject({
    cancelledOrders: before.cancelledOrders + 2,
    cancelledRevenue: before.cancelledRevenue + 10,
  });
});

test.each([
  // Clocks go back in New York on 1 November: the month has 721 hours.
  { timeZone: 'America/New_York', ends: '2026-12-01T04:59:59.999Z', begins: '2026-11-01T04:00:00Z' },
  { timeZone: 'Asia/Kolkata', ends: '2026-11-30T18:29:59.999Z', begins: '2026-10-31T18:30:00Z' },
])('the last six months are cut in the zone $timeZone', async ({ timeZone, ends, begins }) => {
  const now = new Date('2026-12-15T12:00:00Z');
  const other = await startApp({ timeZone }, { clock: { now: () => now } });
  try {
    const service = await aService(other, { priceMinor: 10_000n });
    const place = (at: string) => anOrderAt(other, at, { serviceIds: [service] });
    await place(begins);
    await place(ends);
    await place(new Date(Date.parse(ends) + 1).toISOString());
    await place(new Date(Date.parse(begins) - 1).toISOString());
    await other.deps.db.customer.updateMany({ data: { createdAt: new Date(ends) } });
    const made = await other.deps.db.customer.count();
    const signedIn = await anAdmin(other);
    const { body } = await other.http.get(SUMMARY).set(signedIn);

    expect(body.monthlySales).toEqual([
      { month: '2026-07', revenue: 0 },
      { month: '2026-08', revenue: 0 },
      { month: '2026-09', revenue: 0 },
      { month: '2026-10', revenue: 100 },
      { month: '2026-11', revenue: 200 },
      { month: '2026-12', revenue: 100 },
    ]);
    expect(body).toMatchObject({ newCustomersLastMonth: made, totalServices: 4 });
    const csv = await other.http.get('/admin/api/orders.csv').set(signedIn);
    const rows = csv.text
      .trim()
      .split('\n')
      .map((row) => row.split(','));
    const day = (rows[0] ?? []).map((cell) => cell.trim()).indexOf('day');
    expect(rows.slice(1).map((row) => row[day]?.trim())).toEqual([
      '2026-12-01',
      '2026-11-30',
      '2026-11-01',
      '2026-10-31',
    ]);
  } finally {
    await other.close();
  }
});
