import type { PlainTx } from '../../db/client.js';
import { listOf } from '../../db/statements/statuses.js';
import { text, timeOrNull, wholeOrNull } from '../../db/statements/values.js';
import { writerOf } from '../../db/statements/writer.js';
import type { OrderStatus } from '../../generated/sqlite/client.js';

// What batches of a hundred orders do to their orders all day.

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

/**
 * Lets one order of a batch go, where it is; with `missingSince` staff look for it from then on. Its status, or null when it is not in
 * the batch, or no longer.
 */
export async function releaseOrderOf(
  tx: PlainTx,
  batchId: number,
  orderId: string,
  { at, missingSince }: { at: Date; missingSince: Date | null },
): Promise<OrderStatus | null> {
  const [row] = await writerOf(tx).all(
    `UPDATE orders SET open_batch_id = NULL, missing_since = $1, updated_at = $2, version = version + 1
     WHERE id = $3 AND open_batch_id = $4 RETURNING status`,
    [missingSince, at, orderId, batchId],
  );
  return row ? (row['status'] as OrderStatus) : null;
}

// As text, so that the orders are found by what they were asked for by: an index would answer with all that stand at a status.
function isAt(statuses: readonly OrderStatus[]): string {
  return `CAST(status AS TEXT) IN (${listOf(statuses)})`;
}
