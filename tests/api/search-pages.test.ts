import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Statement } from '../../src/db/watch-statements.js';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder } from '../support/builders.js';
import { aCustomerRecord, type Calls, callsAsAdmin } from '../support/staff.js';

// Many people of one name, each with orders of their own: what a search answers is as if all of them were put in order.
const PEOPLE = 40;
const STATUSES = ['AT_STORE', 'READY_FOR_DELIVERY', 'DELIVERED', 'DELIVERED', 'CANCELLED'] as const;

let app: TestApp;
let admin: Calls;
let all: { id: string; at: number; status: (typeof STATUSES)[number] }[];
const statements: Statement[] = [];

beforeAll(async () => {
  app = await startApp({}, { onStatement: (statement) => statements.push(statement) });
  admin = await callsAsAdmin(app);
  const { order } = await anOrder(app, { customerName: 'Bystander' });
  const row = await app.deps.db.order.findUniqueOrThrow({ where: { id: order.id } });
  all = [];
  for (let person = 0; person < PEOPLE; person += 1) {
    const { id: customerId } = await aCustomerRecord(admin, { name: 'Zeenat Common' });
    // Some came once, some often; some long ago only; several orders of one moment.
    for (let n = 0; n < (person * 7) % 12; n += 1) {
      const at = Date.UTC(2026, 2, 1 + ((person * 5 + n * 11) % 28), person % 3);
      const status = STATUSES[(person + n) % STATUSES.length] ?? 'DELIVERED';
      all.push({ id: `z${String(person * 100 + n).padStart(7, '0')}`, at, status });
      const { id } = all.at(-1) ?? { id: '' };
      const createdAt = new Date(at);
      await app.deps.db.order.create({
        data: { ...row, id, customerId, status, createdAt, updatedAt: createdAt, trackingTokenHash: id },
      });
    }
  }
  all.sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
}, 60_000);
afterAll(() => app.close());

/** The ids on all pages, and each total that was told on the way. */
async function walk({ limit, ...query }: { q: string; limit: number; status?: string; from?: string; to?: string }) {
  const [ids, totals]: [string[], Set<string>] = [[], new Set()];
  const parameters = new URLSearchParams({ ...query, limit: String(limit) });
  for (let next: string | undefined = `/admin/api/orders?${parameters}`; next; ) {
    const page: Awaited<ReturnType<Calls['get']>> = await admin.get(next);
    expect(page.status).toBe(200);
    ids.push(...page.body.map(({ id }: { id: string }) => id));
    totals.add(String(page.headers['x-total-count']));
    next = /<([^>]+)>; rel="next"/.exec(String(page.headers['link'] ?? ''))?.[1];
  }
  return { ids, totals: [...totals] };
}

const idsOf = (orders: typeof all) => orders.map(({ id }) => id);

test.each([1, 3, 39, 40, 41, 100, 1_000])(
  'pages of %i hold all orders of people of one name, newest first, each once',
  async (limit) => {
    const standing = all.filter(({ status }) => status !== 'CANCELLED');

    const found = await walk({ q: 'zeenat common', limit });

    expect(found).toEqual({ ids: idsOf(standing), totals: [String(standing.length)] });
  },
);

test('so do those of a status, of days, and of both', async () => {
  const [from, to] = [Date.UTC(2026, 2, 9), Date.UTC(2026, 2, 21)];
  const within = all.filter(({ at }) => at >= from && at <= to);
  const days = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  const delivered = ({ status }: { status: string }) => status === 'DELIVERED';

  for (const limit of [2, 45]) {
    const [byStatus, byDays, byBoth] = [
      await walk({ q: 'common zee', limit, status: 'Delivered' }),
      await walk({ q: 'common zee', limit, ...days }),
      await walk({ q: 'common zee', limit, status: 'Delivered', ...days }),
    ];

    expect(byStatus.ids).toEqual(idsOf(all.filter(delivered)));
    expect(byDays.ids).toEqual(idsOf(within.filter(({ status }) => status !== 'CANCELLED')));
    expect(byBoth.ids).toEqual(idsOf(within.filter(delivered)));
  }
});

test('an order that names such a person stands among them, however old', async () => {
  const { order } = await anOrder(app, { customerName: 'Somebody Else' });
  const createdAt = new Date(Date.UTC(2026, 2, 2, 12));
  await admin.put(`/admin/api/orders/${order.id}`, { customerName: 'Zeenat Common' });
  await app.deps.db.order.update({ where: { id: order.id }, data: { createdAt } });
  const standing = all.filter(({ status }) => status !== 'CANCELLED');
  const older = standing.findIndex(({ at }) => at < createdAt.getTime());

  const found = await walk({ q: 'zeenat', limit: 10 });

  expect(found.ids).toEqual(idsOf(standing).toSpliced(older, 0, order.id));
  await app.deps.db.order.update({ where: { id: order.id }, data: { createdAt: new Date(Date.UTC(2020, 1, 1)) } });
  await admin.put(`/admin/api/orders/${order.id}`, { customerName: 'Somebody Else' });
});

test('a page asks for the orders of no more people than it has rows, and one more', async () => {
  statements.length = 0;
  await admin.get('/admin/api/orders', { q: 'zeenat common', limit: 7 });

  const page = statements.find(({ query }) => /customer_phone/.test(query) && /FROM orders/.test(query));
  const lists = (JSON.parse(page?.params ?? '[]') as unknown[])
    .map((value) => (typeof value === 'string' && value.startsWith('[') ? JSON.parse(value) : value))
    .filter(Array.isArray);
  expect(lists.map(({ length }) => length)).toEqual([8]);
});
