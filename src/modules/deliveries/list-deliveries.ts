import type { Db } from '../../db/client.js';
import { countTally } from '../../db/tallies/read-tally.js';
import { decodeCursor, MAX_PAGE, olderThan, type Page, type PageRequest, rowId, toPage } from '../../shared/page.js';
import { deliverySelect, deliveryWithOrderSelect } from './delivery.store.js';
import { deliveryView, deliveryWithOrderView } from './delivery.view.js';
import { storedStatuses, type WireStatus } from './delivery-status.js';

type Filter = PageRequest & { status?: WireStatus | undefined; workerId?: number | undefined };

/** Deliveries but for cancelled ones, newest first. */
export async function listDeliveries(db: Db, filter: Filter): Promise<Page<ReturnType<typeof deliveryView>>> {
  const { count, list, limit } = questionOf(db, filter);
  const [rows, total] = await Promise.all([db.delivery.findMany({ ...list, select: deliverySelect }), count()]);
  const found = toPage(rows, limit, total, (row) => ({ at: row.createdAt, id: row.id }));
  return { ...found, rows: found.rows.map(deliveryView) };
}

/** One worker's deliveries, each with its order, newest first. */
export async function listDeliveriesOf(
  db: Db,
  workerId: number,
  filter: Omit<Filter, 'workerId'>,
): Promise<Page<ReturnType<typeof deliveryWithOrderView>>> {
  const { count, list, limit } = questionOf(db, { ...filter, workerId });
  const [rows, total] = await Promise.all([
    db.delivery.findMany({ ...list, select: deliveryWithOrderSelect }),
    count(),
  ]);
  const found = toPage(rows, limit, total, (row) => ({ at: row.createdAt, id: row.id }));
  return { ...found, rows: found.rows.map(deliveryWithOrderView) };
}

function questionOf(db: Db, filter: Filter) {
  const { workerId } = filter;
  const limit = filter.limit ?? MAX_PAGE;
  const where = {
    status: filter.status ? storedStatuses[filter.status] : { not: 'CANCELLED' as const },
    ...(workerId === undefined ? {} : { workerId }),
  };
  const statuses = filter.status ? [storedStatuses[filter.status]] : Object.values(storedStatuses);
  const count = () =>
    workerId === undefined
      ? countTally(db, 'deliveries', { parts: statuses })
      : countTally(db, 'worker-deliveries', { parts: statuses.map((status) => `${workerId} ${status}`) });
  const after = filter.cursor ? decodeCursor(filter.cursor, rowId) : undefined;
  const left = after ? olderThan('createdAt', after) : {};
  const newestFirst = [{ createdAt: 'desc' as const }, { id: 'desc' as const }];
  return { count, limit, list: { where: { AND: [where, left] }, orderBy: newestFirst, take: limit + 1 } };
}
