import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importLegacy, type LegacyReport } from '../../src/tools/legacy/import-legacy.js';
import { startApp, type TestApp } from '../support/app.js';
import { checkInvariants } from '../support/invariants.js';
import { anOldOrder, writeLegacy } from '../support/legacy-database.js';
import { type Calls, callsAsAdmin } from '../support/staff.js';

const at = (created_at: unknown) => ({ created_at, status: 'Delivered', pickup_date: null });
const read = [
  { id: 'day00001', text: '03/04/2024', made: '2024-04-03T00:00:00.000Z' },
  { id: 'day00002', text: '3.4.2024 10:30', made: '2024-04-03T10:30:00.000Z' },
  { id: 'day00003', text: '13-04-2024, 9:05:07 pm', made: '2024-04-13T21:05:07.000Z' },
  { id: 'day00004', text: '03/04/2024 12:15 AM', made: '2024-04-03T00:15:00.000Z' },
  { id: 'day00005', text: '2024/4/3 08:00', made: '2024-04-03T08:00:00.000Z' },
  { id: 'day00006', text: '2024-04-03 10:30:00+05:30', made: '2024-04-03T05:00:00.000Z' },
];
const service = [
  { id: 's1', name: 'Laundry', price: '1.234,50' },
  { id: 's2', name: 'Dry Cleaning', price: 300 },
];

let app: TestApp;
let admin: Calls;
let path: string;
let report: LegacyReport;
beforeAll(async () => {
  app = await startApp({ bcryptCost: 4 });
  path = writeLegacy(join(app.folder, 'older.db'), {
    service,
    orders: [
      ...read.map(({ id, text }) => anOldOrder(id, at(text))),
      anOldOrder('pickup01', { created_at: '2024-01-10 10:30:00', pickup_date: '15/01/2024', status: 'Delivered' }),
      anOldOrder('pickup02', { created_at: 'last spring', pickup_date: '2024-01-15', status: 'Delivered' }),
      anOldOrder('amount01', { total: '1.234,50', status: 'Delivered' }),
      anOldOrder('placed01', { status: 'Order placed' }),
      anOldOrder('checked1', { status: 'qc' }),
    ],
  });
  admin = await callsAsAdmin(app);
});
afterAll(() => app.close());

const order = async (id: string) => (await admin.get(`/admin/api/orders/${id}`)).body;
const reasonsOf = (record: string) => report.findings.filter((f) => f.record === record).map((f) => f.reason);
const run = (options: { dryRun: boolean; dates?: string }) => importLegacy(app.deps.config, { path, ...options });

test('days that two people read as two days are asked about, and nothing is written', async () => {
  const tried = await run({ dryRun: true });

  expect(tried.unclearDays).toEqual({
    count: 5,
    examples: ['15/01/2024', '13-04-2024, 9:05:07 pm', '03/04/2024'],
  });
  await expect(run({ dryRun: false })).rejects.toThrow(
    '5 days of the file are written such as 15/01/2024, 13-04-2024, 9:05:07 pm, 03/04/2024, and nobody knows which number is the month. Say it: --dates day/month/year or --dates month/day/year',
  );
  await expect(run({ dryRun: false, dates: 'month/day/year' })).rejects.toThrow(
    '"13-04-2024, 9:05:07 pm" cannot be read as month/day/year',
  );
  await expect(run({ dryRun: false, dates: 'dmy' })).rejects.toThrow(
    '--dates "dmy" is no order: write --dates day/month/year or --dates month/day/year',
  );
  expect(await app.deps.db.order.count()).toBe(0);
});

test('told which number is the month, every day is the one that was meant', async () => {
  report = await run({ dryRun: false, dates: 'Day/Month/Year' });

  expect(report.unclearDays.count).toBe(0);
  for (const { id, text, made } of read) expect([text, (await order(id)).createdAt]).toEqual([text, made]);
  expect((await order('pickup01')).pickupDate).toBe('2024-01-15');
  expect(await checkInvariants(app.deps.db)).toEqual([]);
});

test('an order that does not say when it was made is not one of today', async () => {
  expect((await order('pickup02')).createdAt).toBe('2024-01-15T00:00:00.000Z');
  expect(reasonsOf('order pickup02')).toContain(
    'it does not say when it was made: the day it was to be fetched stands instead',
  );
  const { body } = await admin.get('/admin/api/dashboard-summary');
  expect(body.totalRevenue).toBe(0);
});

test('an amount that two people read as two amounts is told as it stands, and taken for neither', async () => {
  expect(reasonsOf('order amount01')).toEqual(['left out: its total "1.234,50" is no amount such as 1234.50']);
  expect(reasonsOf('service s1')).toEqual(['its price "1.234,50" is no amount such as 90.50: it comes inactive, at 0']);
});

test('the words of other servers for taken in and for checked are known', async () => {
  expect((await order('placed01')).status).toBe('At Store');
  expect((await order('checked1')).status).toBe('Quality Check');
});

test('the same file again is already there, whichever order is named', async () => {
  expect(await run({ dryRun: false, dates: 'day/month/year' })).toMatchObject({ isThere: true });
});
