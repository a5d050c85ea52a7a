import type { Db } from '../../db/client.js';
import {
  decodeCursor,
  MAX_PAGE,
  olderThan,
  type Page,
  type PageRequest,
  type Position,
  rowId,
  weighedPage,
} from '../../shared/page.js';
import { ordersNamed, weightOf } from '../orders/index.js';
import { countFromTotals } from '../totals/index.js';
import { deliverySelect, deliveryWithOrderSelect, withOnFile } from './delivery.store.js';
import { deliveryView, deliveryWithOrderView } from './delivery.view.js';
import { storedStatuses, type WireStatus } from './delivery-status.js';

type Filter = PageRequest & {
  status?: WireStatus | undefined;
  workerId?: number | undefined;
};

/** Deliveries but for cancelled ones, newest first; those of whichever order is meant, where one is. */
export async function listDeliveries(
  db: Db,
  filter: Filter & { orderId?: string | undefined },
): Promise<Page<ReturnType<typeof deliveryView>>> {
  const orderIds = filter.orderId === undefined ? undefined : (await ordersNamed(db, [filter.orderId])).flat();
  const { count, listBehind, limit, after } = questionOf(db, { ...filter, orderIds });
  const page = weighedPage({
    limit,
    after,
    read: (behind, take) => db.delivery.findMany({ ...listBehind(behind), take, select: deliverySelect }),
    position: (row) => ({ at: row.createdAt, id: row.id }),
    weigh: ({ address, failureReason }) => (address?.length ?? 0) + (failureReason?.length ?? 0),
  });
  const [{ rows, next }, total] = await Promise.all([page, count()]);
  return { rows: (await withOnFile(db, rows)).map(deliveryView), total, next };
}

/** One worker's deliveries, each with its order, newest first. */
export async function listDeliveriesOf(
  db: Db,
  workerId: number,
  filter: Omit<Filter, 'workerId'>,
): Promise<Page<ReturnType<typeof deliveryWithOrderView>>> {
  const { count, listBehind, limit, after } = questionOf(db, { ...filter, workerId });
  const page = weighedPage({
    limit,
    after,
    read: (behind, take) => db.delivery.findMany({ ...listBehind(behind), take, select: deliveryWithOrderSelect }),
    position: (row) => ({ at: row.createdAt, id: row.id }),
    weigh: ({ order }) => weightOf(order),
  });
  const [{ rows, next }, total] = await Promise.all([page, count()]);
  return { rows: (await withOnFile(db, rows)).map(deliveryWithOrderView), total, next };
}

function questionOf(db: Db, filter: Filter & { orderIds?: string[] | undefined }) {
  const { workerId, orderIds } = filter;
  const limit = filter.limit ?? MAX_PAGE;
  const where = {
    status: filter.status ? storedStatuses[filter.status] : { not: 'CANCELLED' as const },
    ...(workerId === undefined ? {} : { workerId }),
    ...(orderIds === undefined ? {} : { orderId: { in: orderIds } }),
  };
  const statuses = filter.status ? [storedStatuses[filter.status]] : Object.values(storedStatuses);
  const tally = () =>
    workerId === undefined
      ? countFromTotals(db, 'deliveries', { parts: statuses })
      : countFromTotals(db, 'worker-deliveries', { parts: statuses.map((status) => `${workerId} ${status}`) });
  // An order has few deliveries: they are counted one by one.
  const count = () => (orderIds === undefined ? tally() : db.delivery.count({ where }));
  const after = filter.cursor ? decodeCursor(filter.cursor, rowId) : undefined;
  const newestFirst = [{ createdAt: 'desc' as const }, { id: 'desc' as const }];
  const listBehind = (behind: Position<number> | undefined) => ({
    where: { AND: [where, behind ? olderThan('createdAt', behind) : {}] },
    orderBy: newestFirst,
  });
  return { count, limit, after, listBehind };
}
