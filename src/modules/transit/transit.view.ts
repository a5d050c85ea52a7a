import type { TransitBatch } from '../../generated/sqlite/client.js';
import { type OrderRow, orderView } from '../orders/index.js';

export type BatchRow = Omit<TransitBatch, 'createdByActor' | 'cancelledAt'>;

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
  };
}

export function batchWithOrdersView(row: BatchRow & { entries: { order: OrderRow }[] }) {
  return batchOf(
    row,
    row.entries.map((entry) => entry.order),
  );
}

/** The same of a batch and its orders, in the order they were listed. */
export function batchOf(row: BatchRow, orders: OrderRow[]) {
  return { ...batchView(row), orders: orders.map(orderView) };
}
