import type { BatchStatus, BatchType, OrderStatus } from '../../generated/sqlite/client.js';
import type { Row } from '../reading/reader.js';
import { text, time, timeOrNull, whole } from '../reading/values.js';

/** The columns that `batchFrom` needs. */
export const BATCH_COLUMNS =
  'id, transit_id, type, status, created_by, created_at, initiated_at, arrived_at, completed_at, order_count, version';

export function batchFrom(row: Row) {
  return {
    id: whole(row['id']),
    transitId: text(row['transit_id']),
    type: row['type'] as BatchType,
    status: row['status'] as BatchStatus,
    createdBy: text(row['created_by']),
    createdAt: time(row['created_at']),
    initiatedAt: timeOrNull(row['initiated_at']),
    arrivedAt: timeOrNull(row['arrived_at']),
    completedAt: timeOrNull(row['completed_at']),
    orderCount: whole(row['order_count']),
    version: whole(row['version']),
  };
}

/** Statuses as a statement spells them: they come from our own lists, never from a caller. */
export function listOf(statuses: readonly (OrderStatus | BatchStatus)[]): string {
  return statuses.map((status) => `'${status}'`).join(', ');
}
