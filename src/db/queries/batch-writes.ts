import type { BatchStatus, BatchType, OrderStatus } from '../../generated/sqlite/client.js';
import type { PlainTx } from '../client.js';
import { text, timeOrNull, wholeOrNull } from '../reading/values.js';
import { insertRows, rowsFor } from '../writing/insert-rows.js';
import { writerOf } from '../writing/writer.js';
import { BATCH_COLUMNS, batchFrom, listOf } from './batch-rows.js';

// What moving batches of a hundred orders does all day.

type NewBatch = {
  transitId: string;
  type: BatchType;
  createdBy: string;
  createdByActor: string;
  orderCount: number;
  createdAt: Date;
};

/** The columns that say when a batch was moved. */
const stamps = {
  initiatedAt: 'initiated_at',
  arrivedAt: 'arrived_at',
  completedAt: 'completed_at',
  cancelledAt: 'cancelled_at',
} as const;

type Move = { from: BatchStatus; to: BatchStatus; stamp: keyof typeof stamps; at: Date };

/** Stores a batch. Throws a unique violation when its transit id is taken. */
export async function insertBatch(tx: PlainTx, batch: NewBatch) {
  const { transitId, type, createdBy, createdByActor, orderCount, createdAt } = batch;
  const [row] = await writerOf(tx).all(
    `INSERT INTO transit_batches (transit_id, type, created_by, created_by_actor, order_count, created_at)
     VALUES ($1, $2, $3, $4, $5, $6) RETURNING ${BATCH_COLUMNS}`,
    [transitId, type, createdBy, createdByActor, orderCount, createdAt],
  );
  return batchFrom(row ?? {});
}

/** Writes down which orders a batch has, as they were listed. */
export function insertManifest(tx: PlainTx, batchId: number, orderIds: readonly string[]): Promise<void> {
  const columns = { batchId: 'batch_id', orderId: 'order_id', position: 'position' };
  const rows = orderIds.map((orderId, position) => ({ batchId, orderId, position }));
  return insertRows(tx, rowsFor('transit_batch_orders', columns, rows));
}

/** Moves the batch if it is at `from`, and answers it as it is then; null otherwise. */
export async function advanceBatch(tx: PlainTx, id: number, { from, to, stamp, at }: Move) {
  const [row] = await writerOf(tx).all(
    // Statuses are spelt out: they come from our own list, never from a caller.
    `UPDATE transit_batches SET status = '${to}', ${stamps[stamp]} = $1, version = version + 1 WHERE id = $2 AND status = '${from}' RETURNING ${BATCH_COLUMNS}`,
    [at, id],
  );
  return row ? batchFrom(row) : null;
}

export async function batchExists(tx: PlainTx, id: number): Promise<boolean> {
  return (await writerOf(tx).all('SELECT id FROM transit_batches WHERE id = $1', [id])).length === 1;
}

/** What decides whether orders may travel. */
export async function findTravelState(tx: PlainTx, ids: readonly string[]) {
  const writer = writerOf(tx);
  const named = writer.among('id', 'text', 1, ids);
  const rows = await writer.all(
    `SELECT id, status, open_batch_id, open_delivery_id, missing_since FROM orders WHERE ${named.text}`,
    [named.value],
  );
  return rows.map((row) => ({
    id: text(row['id']),
    status: row['status'] as OrderStatus,
    openBatchId: wholeOrNull(row['open_batch_id']),
    openDeliveryId: wholeOrNull(row['open_delivery_id']),
    missingSince: timeOrNull(row['missing_since']),
  }));
}

/**
 * Gives those of the orders that are at one of these statuses, in no open batch and no open delivery and not missing, to this batch;
 * how many.
 */
export function claimOrders(
  tx: PlainTx,
  ids: readonly string[],
  batchId: number,
  from: readonly OrderStatus[],
  at: Date,
): Promise<number> {
  const writer = writerOf(tx);
  const named = writer.among('id', 'text', 3, ids);
  return writer.change(
    // Asked so, no index of the deliveries answers it: on SQLite that of all orders without one would, and nearly all have none.
    `UPDATE orders SET open_batch_id = $1, updated_at = $2, version = version + 1
     WHERE ${named.text} AND open_batch_id IS NULL AND COALESCE(open_delivery_id, 0) = 0 AND missing_since IS NULL AND ${isAt(from)}`,
    [batchId, at, named.value],
  );
}

/** Moves the orders of an open batch that are at one of these statuses; how many. */
export function moveOrdersOf(
  tx: PlainTx,
  batchId: number,
  { from, to, at, releases }: { from: readonly OrderStatus[]; to: OrderStatus; at: Date; releases: boolean },
): Promise<number> {
  return writerOf(tx).change(
    `UPDATE orders SET status = '${to}', updated_at = $1, version = version + 1${releases ? ', open_batch_id = NULL' : ''}
     WHERE open_batch_id = $2 AND ${isAt(from)}`,
    [at, batchId],
  );
}

/** Lets go of the orders of an open batch, where they are. */
export async function releaseOrdersOf(tx: PlainTx, batchId: number, at: Date): Promise<void> {
  await writerOf(tx).change(
    'UPDATE orders SET open_batch_id = NULL, updated_at = $1, version = version + 1 WHERE open_batch_id = $2',
    [at, batchId],
  );
}

// As text, so that the orders are found by what they were asked for by: an index would answer with all that stand at a status.
function isAt(statuses: readonly OrderStatus[]): string {
  return `CAST(status AS TEXT) IN (${listOf(statuses)})`;
}
