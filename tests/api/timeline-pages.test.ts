import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder } from '../support/builders.js';
import { aCustomer } from '../support/clients.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

test('a timeline that grew for years shows its newest 200 entries, and the others in pages; tracking the newest only', async () => {
  const owner = await aCustomer(app);
  const { order, trackingUrl } = await anOrder(app, { customerEmail: owner.email }, owner.token);
  const bystander = await anOrder(app, { customerEmail: owner.email }, owner.token);
  await app.deps.db.timelineEntry.createMany({
    data: Array.from({ length: 449 }, (_, index) => ({
      orderId: order.id,
      at: new Date(Date.now() + index),
      type: 'edited',
      status: 'AT_STORE' as const,
      actor: `customer:${owner.id}`,
      note: `edit ${index + 1}`,
    })),
  });

  const pages: (string | null)[][] = [];
  for (let next: string | undefined = `/api/orders/${order.id}/timeline`; next; ) {
    const page: Awaited<ReturnType<TestApp['http']['get']>> = await app.http.get(next).set(owner.as());
    expect([page.status, page.headers['x-total-count']]).toEqual([200, '450']);
    pages.push(page.body.map((entry: { note: string | null }) => entry.note));
    next = /<([^>]+)>; rel="next"/.exec(String(page.headers['link'] ?? ''))?.[1];
  }

  expect(pages.map((page) => page.length)).toEqual([200, 200, 50]);
  const all = [null, ...Array.from({ length: 449 }, (_, index) => `edit ${index + 1}`)];
  expect(pages.toReversed().flat()).toEqual(all);
  const tracked = await app.http.get(trackingUrl);
  expect(tracked.body.timeline).toHaveLength(200);
  expect((await app.http.get(`/api/orders/${bystander.order.id}/timeline`).set(owner.as())).body).toHaveLength(1);
});

test('a page of a timeline is as long as it is asked to be, and a cursor of another list is refused', async () => {
  const owner = await aCustomer(app);
  const { order } = await anOrder(app, { customerEmail: owner.email }, owner.token);
  const path = `/api/orders/${order.id}/timeline`;
  await app.http.put(`/api/orders/${order.id}`).set(owner.as()).send({ pickupDate: '2027-01-02' });

  const short = await app.http.get(`${path}?limit=1`).set(owner.as());

  expect(short.body.map((entry: { type: string }) => entry.type)).toEqual(['edited']);
  expect((await app.http.get(`${path}?limit=0`).set(owner.as())).status).toBe(400);
  expect((await app.http.get(`${path}?cursor=nonsense`).set(owner.as())).status).toBe(400);
});
