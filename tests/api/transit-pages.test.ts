import type { Response } from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anOrder } from '../support/builders.js';
import { anAdmin } from '../support/clients.js';

type Batch = { id: number; orderCount: number; orders: { id: string; items: unknown[] }[] };

let app: TestApp;
let headers: Record<string, string>;
/** Oldest first, with the ids of their orders. */
const batches = new Map<number, string[]>();
beforeAll(async () => {
  app = await startApp();
  headers = await anAdmin(app);
  for (const [index, orderIds] of (await groupsOfOrders(12, 200)).entries()) {
    batches.set(await aCompletedBatch(`S2F-20260101000000-b${index}aa`, orderIds), orderIds);
  }
});
afterAll(() => app.close());

const times = (count: number) => Array.from({ length: count }, (_, index) => index);

/** Orders as a long history holds them, in groups of `size`: rows like that of one that was really placed. */
async function groupsOfOrders(groups: number, size: number): Promise<string[][]> {
  const { order } = await anOrder(app);
  const { lines, ...row } = await app.deps.db.order.findUniqueOrThrow({
    where: { id: order.id },
    include: { lines: true },
  });
  const ids = times(groups).map((group) => times(size).map((n) => `long${String(group * size + n).padStart(4, '0')}`));
  const all = ids.flat();
  await app.deps.db.order.createMany({ data: all.map((id) => ({ ...row, id, trackingTokenHash: id })) });
  await app.deps.db.orderLine.createMany({
    data: all.flatMap((orderId) => lines.map((line) => ({ ...line, orderId }))),
  });
  return ids;
}

async function aCompletedBatch(transitId: string, orderIds: string[]): Promise<number> {
  const at = new Date();
  const states = { initiatedAt: at, arrivedAt: at, completedAt: at, status: 'COMPLETED' as const };
  const who = { createdBy: 'counter', createdByActor: 'admin:1' };
  const { id } = await app.deps.db.transitBatch.create({
    // Two batches share each moment.
    data: {
      transitId,
      type: 'STORE_TO_FACTORY',
      ...states,
      ...who,
      orderCount: orderIds.length,
      createdAt: new Date(1_767_225_600_000 + Math.floor(batches.size / 2) * 60_000),
    },
  });
  const entries = orderIds.map((orderId, position) => ({ batchId: id, orderId, position }));
  await app.deps.db.transitBatchOrder.createMany({ data: entries });
  return id;
}

async function pagesOf(query: string): Promise<{ body: Batch[]; total: string | undefined }[]> {
  const pages: { body: Batch[]; total: string | undefined }[] = [];
  for (let next: string | undefined = `/admin/api/transit-batches${query}`; next !== undefined; ) {
    const response: Response = await app.http.get(next).set(headers);
    expect(response.status, next).toBe(200);
    pages.push({ body: response.body, total: response.headers['x-total-count'] });
    next = /^<([^>]+)>; rel="next"$/.exec(response.headers['link'] ?? '')?.[1];
  }
  return pages;
}

test.each(['', '?status=COMPLETED', '?limit=1000&type=STORE_TO_FACTORY'])(
  'large batches come in pages of at most 2,000 orders, each batch once and whole: %s',
  async (query) => {
    const pages = await pagesOf(query);

    expect(pages.map(({ body, total }) => [body.length, total])).toEqual([
      [10, '12'],
      [2, '12'],
    ]);
    const listed = pages.flatMap(({ body }) => body);
    expect(listed.map(({ id }) => id)).toEqual([...batches.keys()].reverse());
    for (const { id, orderCount, orders } of listed) {
      expect(orderCount).toBe(200);
      expect(orders.map((order) => order.id)).toEqual(batches.get(id));
      expect(orders.every((order) => order.items.length === 2)).toBe(true);
    }
  },
);

test('a limit that ends a page before its orders do is kept', async () => {
  const pages = await pagesOf('?limit=7');

  expect(pages.map(({ body }) => body.length)).toEqual([7, 5]);
  expect(pages.flatMap(({ body }) => body.map(({ id }) => id))).toEqual([...batches.keys()].reverse());
});

test('a batch with more orders than a page holds comes alone, and the next one after it', async () => {
  const all = [...batches.values()].flat();
  // Larger than any that can be made today, as an import or an older limit may have left it.
  const large = await aCompletedBatch('S2F-20260101000000-large', all.slice(0, 2_300));

  try {
    const pages = await pagesOf('');

    expect(pages.map(({ body, total }) => [body.length, total])).toEqual([
      [1, '13'],
      [10, '13'],
      [2, '13'],
    ]);
    expect(pages[0]?.body[0]).toMatchObject({ id: large, orderCount: 2_300 });
    expect(pages[0]?.body[0]?.orders.map((order) => order.id)).toEqual(all.slice(0, 2_300));
  } finally {
    await app.deps.db.transitBatchOrder.deleteMany({ where: { batchId: large } });
    await app.deps.db.transitBatch.delete({ where: { id: large } });
  }
});
