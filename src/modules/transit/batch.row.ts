import { type Columns, columnsOf, listed, selected } from '../../db/statements/columns.js';
import type { Row } from '../../db/statements/reader.js';
import { text, time, timeOrNull, whole } from '../../db/statements/values.js';
import type { BatchStatus, BatchType, TransitBatch } from '../../generated/sqlite/client.js';

// A batch as its table holds it: each column once. What is read of it, by hand and through Prisma, is a list of these fields.

export const batchColumns = {
  id: 'id',
  transitId: 'transit_id',
  type: 'type',
  status: 'status',
  createdBy: 'created_by',
  createdByActor: 'created_by_actor',
  orderCount: 'order_count',
  version: 'version',
  createdAt: 'created_at',
  initiatedAt: 'initiated_at',
  arrivedAt: 'arrived_at',
  completedAt: 'completed_at',
  cancelledAt: 'cancelled_at',
} as const satisfies Columns<keyof TransitBatch>;

const SHOWN = [
  'id',
  'transitId',
  'type',
  'status',
  'createdBy',
  'createdAt',
  'initiatedAt',
  'arrivedAt',
  'completedAt',
  'orderCount',
  'version',
] as const satisfies (keyof TransitBatch)[];

/** What a new batch is stored with; the database knows the rest. */
export const NEW_BATCH = [
  'transitId',
  'type',
  'createdBy',
  'createdByActor',
  'orderCount',
  'createdAt',
] as const satisfies (keyof TransitBatch)[];

export type BatchRow = Pick<TransitBatch, (typeof SHOWN)[number]>;
export type NewBatch = Pick<TransitBatch, (typeof NEW_BATCH)[number]>;

export const shownColumns = columnsOf(batchColumns, SHOWN);

/** The columns that `batchFrom` reads. */
export const BATCH_COLUMNS = listed(shownColumns);

/** The same as Prisma selects it. */
export const batchSelect = selected(SHOWN);

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
  } satisfies BatchRow;
}
