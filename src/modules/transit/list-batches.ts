import type { Db, Tx } from '../../db/client.js';
import { BatchStatus, BatchType, type Prisma } from '../../generated/sqlite/client.js';
import {
  decodeCursor,
  encodeCursor,
  MAX_PAGE,
  olderThan,
  PAGE_BYTES,
  type Page,
  type PageRequest,
  rowId,
  toPage,
} from '../../shared/page.js';
import { weightOf } from '../orders/index.js';
import { countFromTotals } from '../totals/index.js';
import { batchWithOrdersSelect, getBatchWithOrders } from './transit.store.js';
import { batchWithOrdersView } from './transit.view.js';

const newestFirst = [{ createdAt: 'desc' as const }, { id: 'desc' as const }];

type Filter = PageRequest & { status?: BatchStatus | undefined; type?: BatchType | undefined };

/** A page ends before its batches hold more orders than this, so that its size and time stay those of any other list. */
const MAX_ORDERS_IN_PAGE = 2_000;

/** Orders in memory beyond a page while it is weighed. */
const ORDERS_AT_A_TIME = 200;

/** Batches with their orders, newest first. A page may end before `limit` batches when they are large; `next` says so. */
export async function listBatches(db: Db, query: Filter): Promise<Page<ReturnType<typeof batchWithOrdersView>>> {
  const limit = query.limit ?? MAX_PAGE;
  const where = { ...(query.status ? { status: query.status } : {}), ...(query.type ? { type: query.type } : {}) };
  const after = query.cursor ? decodeCursor(query.cursor, rowId) : undefined;
  const left = after ? olderThan('createdAt', after) : {};
  const [rows, total] = await Promise.all([
    db.transitBatch.findMany({
      where: { AND: [where, left] },
      orderBy: newestFirst,
      take: limit + 1,
      select: { id: true, createdAt: true, orderCount: true },
    }),
    countFromTotals(db, 'batches', { parts: partsOf(query) }),
  ]);
  const found = toPage(rows, Math.min(limit, howManyFit(rows)), total, (row) => ({ at: row.createdAt, id: row.id }));
  const batches: Batch[] = [];
  let bytes = 0;
  for (const part of partsOfFewOrders(found.rows)) {
    const ids = part.map((row) => row.id);
    const read = await db.transitBatch.findMany({ where: { id: { in: ids } }, select: batchWithOrdersSelect });
    const byId = new Map(read.map((batch) => [batch.id, batch]));
    // The filter once more: a batch that moved on since it was found belongs to another list. Not asked of the database, which would
    // go through all batches of a status for it.
    for (const batch of ids.flatMap((id) => byId.get(id) ?? []).filter((one) => isAmong(one, query))) {
      bytes += batch.entries.reduce((sum, { order }) => sum + weightOf(order), 0);
      const last = batches.at(-1);
      if (last && bytes > PAGE_BYTES) {
        const next = encodeCursor({ at: last.createdAt, id: last.id });
        return { ...found, rows: batches.map(batchWithOrdersView), next };
      }
      batches.push(batch);
    }
  }
  return { ...found, rows: batches.map(batchWithOrdersView) };
}

function isAmong(batch: { status: BatchStatus; type: BatchType }, { status, type }: Filter): boolean {
  return (!status || batch.status === status) && (!type || batch.type === type);
}

type Batch = Prisma.TransitBatchGetPayload<{ select: typeof batchWithOrdersSelect }>;

/** The batches in parts of no more orders than are read at a time, or of one batch. */
function partsOfFewOrders<Row extends { orderCount: number }>(rows: Row[]): Row[][] {
  const parts: Row[][] = [];
  let orders = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    orders += row.orderCount;
    if (orders > ORDERS_AT_A_TIME) {
      parts.push([]);
      orders = row.orderCount;
    }
    parts.at(-1)?.push(row);
  }
  return parts;
}

function partsOf({ status, type }: Filter): string[] {
  const types = type ? [type] : Object.values(BatchType);
  const statuses = status ? [status] : Object.values(BatchStatus);
  return statuses.flatMap((one) => types.map((other) => `${one} ${other}`));
}

/** How many of these batches, from the first, hold no more orders than a page may. At least one, so that every page goes on. */
function howManyFit(rows: { orderCount: number }[]): number {
  let orders = 0;
  const firstTooMany = rows.findIndex((row) => {
    orders += row.orderCount;
    return orders > MAX_ORDERS_IN_PAGE;
  });
  return firstTooMany === -1 ? rows.length : Math.max(1, firstTooMany);
}

/** One batch with its orders. Throws `transit.not_found`. */
export async function readBatch(db: Db | Tx, id: number) {
  return batchWithOrdersView(await getBatchWithOrders(db, id));
}
