import type { BatchExit } from '../../generated/sqlite/client.js';
import { type OrderRow, orderView } from '../orders/index.js';
import type { BatchRow } from './batch.row.js';

export function batchView(row: BatchRow) {
  return {
    id: row.id,
    transitId: row.transitId,
    type: row.type,
    status: row.status,
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    initiatedAt: row.initiatedAt?.toISOString() ?? null,
    arrivedAt: row.arrivedAt?.toISOString() ?? null,
    completedAt: row.completedAt?.toISOString() ?? null,
    orderCount: row.orderCount,
    version: row.version,
  };
}

type Entry = { leftAs: BatchExit | null; order: OrderRow };

export function batchWithOrdersView(row: BatchRow & { entries: Entry[] }) {
  const leftAs = (exit: BatchExit | null) => row.entries.filter((entry) => entry.leftAs === exit);
  const orders = leftAs(null).map(({ order }) => order);
  return batchOf(
    row,
    orders,
    leftAs('MISSING').map(({ order }) => order.id),
  );
}

/** A batch with the orders in it, as they were listed, and the ids of those that were missing when it moved. */
export function batchOf(row: BatchRow, orders: OrderRow[], missing: string[]) {
  return { ...batchView(row), orders: orders.map(orderView), missingOrderIds: missing };
}
