import type { Row } from '../../db/statements/reader.js';
import { text, time, timeOrNull, whole } from '../../db/statements/values.js';
import type { BatchStatus, BatchType } from '../../generated/sqlite/client.js';

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
