import type { Db } from '../../db/client.js';
import { decodeCursor, MAX_PAGE, olderThan, type Page, type PageRequest, rowId, toPage } from '../../shared/page.js';
import { deliverySelect, deliveryWithOrderSelect } from './delivery.store.js';
import { deliveryView, deliveryWithOrderView } from './delivery.view.js';
import { storedStatuses, type WireStatus } from './delivery-status.js';

type Filter = PageRequest & { status?: WireStatus | undefined; workerId?: number | undefined };

/** Deliveries but for cancelled ones, newest first. */
export async function listDeliveries(db: Db, filter: Filter): Promise<Page<ReturnType<typeof deliveryView>>> {
  const { where, list, limit } = questionOf(filter);
  const [rows, total] = await Promise.all([
    db.delivery.findMany({ ...list, select: deliverySelect }),
    db.delivery.count({ where }),
  ]);
  const found = toPage(rows, limit, total, (row) => ({ at: row.createdAt, id: row.id }));
  return { ...found, rows: found.rows.map(deliveryView) };
}

/** One worker's deliveries, each with its order, newest first. */
export async function listDeliveriesOf(
  db: Db,
  workerId: number,
  filter: Omit<Filter, 'workerId'>,
): Promise<Page<ReturnType<typeof deliveryWithOrderView>>> {
  const { where, list, limit } = questionOf({ ...filter, workerId });
  const [rows, total] = await Promise.all([
    db.delivery.findMany({ ...list, select: deliveryWithOrderSelect }),
    db.delivery.count({ where }),
  ]);
  const found = toPage(rows, limit, total, (row) => ({ at: row.createdAt, id: row.id }));
  return { ...found, rows: found.rows.map(deliveryWithOrderView) };
}

function questionOf(filter: Filter) {
  const limit = filter.limit ?? MAX_PAGE;
  const where = {
    status: filter.status ? storedStatuses[filter.status] : { not: 'CANCELLED' as const },
    ...(filter.workerId === undefined ? {} : { workerId: filter.workerId }),
  };
  const after = filter.cursor ? decodeCursor(filter.cursor, rowId) : undefined;
  const left = after ? olderThan('createdAt', after) : {};
  const newestFirst = [{ createdAt: 'desc' as const }, { id: 'desc' as const }];
  return { where, limit, list: { where: { AND: [where, left] }, orderBy: newestFirst, take: limit + 1 } };
}
