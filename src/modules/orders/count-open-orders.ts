import type { Db } from '../../db/client.js';
import type { OrderStatus } from '../../generated/sqlite/client.js';
import { isFinal, statusLabels } from './order-status.js';

export type OpenOrders = Partial<Record<OrderStatus, number>>;

const openStatuses = (Object.keys(statusLabels) as OrderStatus[]).filter((status) => !isFinal(status));

/** How many orders stand at each status but the last ones, also where there are none; read from an index alone. */
export async function countOpenOrders(db: Db): Promise<OpenOrders> {
  const groups = await db.order.groupBy({
    by: ['status'],
    where: { status: { in: openStatuses } },
    _count: { _all: true },
  });
  const counted = Object.fromEntries(groups.map(({ status, _count }) => [status, _count._all]));
  return Object.fromEntries(openStatuses.map((status) => [status, counted[status] ?? 0]));
}
