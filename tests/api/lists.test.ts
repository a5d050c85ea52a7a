import type { Response } from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anEmail, anOrder } from '../support/builders.js';
import { type Account, aCustomer, aWorker } from '../support/clients.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

type Page = { ids: string[]; total: string | undefined; link: string | undefined };

/** Follows `rel="next"` from this list to the end; between two pages `meanwhile` may happen. */
async function pagesOf(path: string, reader: Account, meanwhile: (page: number) => Promise<unknown> = async () => {}) {
  const pages: Page[] = [];
  for (let next: string | undefined = path; next !== undefined; ) {
    const response: Response = await app.http.get(next).set(reader.as());
    expect(response.status, next).toBe(200);
    const link: string | undefined = response.headers['link'];
    const ids = response.body.map((row: { id: string }) => row.id);
    pages.push({ ids, total: response.headers['x-total-count'], link });
    next = link && /^<([^>]+)>; rel="next"$/.exec(link)?.[1];
    await meanwhile(pages.length);
  }
  return pages;
}

/** A customer with `count` orders, oldest first. */
async function aRegular(count: number, email = anEmail()): Promise<{ customer: Account; ids: string[] }> {
  const customer = await aCustomer(app, { email });
  const ids: string[] = [];
  for (let placed = 0; placed < count; placed += 1) ids.push((await anOrder(app, {}, customer.token)).order.id);
  return { customer, ids };
}

const lengths = (pages: Page[]) => pages.map((page) => page.ids.length);
const allIds = (pages: Page[]) => pages.flatMap((page) => page.ids);

test('following rel=next shows every order once, newest first, and says the total on every page', async () => {
  const { customer, ids } = await aRegular(25);
  await anOrder(app);

  const pages = await pagesOf(`/api/orders?email=${customer.email}&limit=7`, customer);

  const times = await app.deps.db.order.findMany({ where: { id: { in: ids } }, select: { id: true, createdAt: true } });
  const at = new Map(times.map((row) => [row.id, row.createdAt.getTime()]));
  const shown = allIds(pages).map((id) => at.get(id) ?? 0);
  expect(lengths(pages)).toEqual([7, 7, 7, 4]);
  expect(allIds(pages).toSorted()).toEqual(ids.toSorted());
  expect(shown).toEqual(shown.toSorted((a, b) => b - a));
  expect(pages.map((page) => page.total)).toEqual(['25', '25', '25', '25']);
  expect(pages.map((page) => page.link !== undefined)).toEqual([true, true, true, false]);
});

test('orders of one millisecond are shown once each, in the same sequence on every visit', async () => {
  const { customer, ids } = await aRegular(10);
  await app.deps.db.order.updateMany({ where: { id: { in: ids } }, data: { createdAt: new Date(1_700_000_000_000) } });
  const path = `/api/orders?email=${customer.email}`;

  const inPages = await pagesOf(`${path}&limit=3`, customer);
  const atOnce = await pagesOf(path, customer);

  expect(lengths(inPages)).toEqual([3, 3, 3, 1]);
  expect(allIds(inPages).toSorted()).toEqual(ids.toSorted());
  expect(allIds(inPages)).toEqual(allIds(atOnce));
});

test('a list that ends with its page has no next one, with a limit and without', async () => {
  const { customer, ids } = await aRegular(4);
  const path = `/api/orders?email=${customer.email}`;

  const exact = await pagesOf(`${path}&limit=4`, customer);
  const halves = await pagesOf(`${path}&limit=2`, customer);
  const whole = await pagesOf(path, customer);

  expect(lengths(exact)).toEqual([4]);
  expect(lengths(halves)).toEqual([2, 2]);
  expect(lengths(whole)).toEqual([4]);
  expect(allIds(whole).toSorted()).toEqual(ids.toSorted());
});

test('an empty list is an empty array with total 0 and no link', async () => {
  const customer = await aCustomer(app);

  const response = await app.http.get('/api/orders').query({ email: customer.email, limit: '5' }).set(customer.as());

  expect(response.body).toEqual([]);
  expect(response.headers['x-total-count']).toBe('0');
  expect(response.headers).not.toHaveProperty('link');
});

test('orders placed and deleted while somebody pages neither repeat nor hide the others', async () => {
  const { customer, ids } = await aRegular(9);
  const [oldest = '', ...others] = ids;

  const pages = await pagesOf(`/api/orders?email=${customer.email}&limit=3`, customer, async (page) => {
    if (page > 2) return;
    await anOrder(app, {}, customer.token);
    if (page === 1) await app.http.delete(`/api/orders/${oldest}?email=${customer.email}`).set(customer.as());
  });

  expect(allIds(pages)).toEqual(others.toReversed());
});

test('the next page keeps the query, with a plus and a quote in the e-mail', async () => {
  const email = anEmail().replace('@', "+o'b@");
  const { customer, ids } = await aRegular(3, email);
  const staff = await aWorker(app, 'EMPLOYEE');

  const pages = await pagesOf(`/api/orders?limit=2&email=${encodeURIComponent(email)}`, staff);

  expect(customer.email).toBe(email);
  expect(lengths(pages)).toEqual([2, 1]);
  expect(allIds(pages)).toEqual(ids.toReversed());
});

test('the services are a list like any other', async () => {
  const customer = await aCustomer(app);

  const pages = await pagesOf('/api/services?limit=2', customer);

  expect(lengths(pages)).toEqual([2, 1]);
  expect(allIds(pages).toSorted()).toEqual(['s1', 's2', 's3']);
  expect(pages.map((page) => page.total)).toEqual(['3', '3']);
});

test('without a limit 1,000 rows come, and a link to those that are left', async () => {
  const { customer, ids } = await aRegular(1);
  const row = await app.deps.db.order.findUniqueOrThrow({ where: { id: ids[0] ?? '' } });
  const many = Array.from({ length: 1_001 }, (_, index) => {
    const id = `z${index.toString(36).padStart(7, '0')}`;
    return { ...row, id, trackingTokenHash: id, createdAt: new Date(1_600_000_000_000 + index) };
  });
  await app.deps.db.order.createMany({ data: many });

  const pages = await pagesOf(`/api/orders?email=${customer.email}`, customer);

  expect(lengths(pages)).toEqual([1_000, 2]);
  expect(pages.map((page) => page.total)).toEqual(['1002', '1002']);
  expect(allIds(pages)).toEqual([row.id, ...many.map((order) => order.id).toReversed()]);
});
