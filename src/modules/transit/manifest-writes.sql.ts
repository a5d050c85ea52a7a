import type { PlainTx } from '../../db/client.js';
import { insertRows, rowsFor } from '../../db/insert-rows.js';
import { listOf } from '../../db/statements/statuses.js';
import { text, textOrNull, whole } from '../../db/statements/values.js';
import { writerOf } from '../../db/statements/writer.js';
import type { BatchExit, BatchStatus } from '../../generated/sqlite/client.js';
import { BATCH_COLUMNS, batchFrom } from './batch.row.js';

// Orders that come into a batch, and leave it, after it was made. The batch is changed first: who holds its row decides for the others.

type Change = { by: number; within: readonly BatchStatus[]; atLeast: number; atMost: number };

/**
 * Counts orders into or out of a batch in one of these states, if as many remain as allowed; the batch as it is then, or null. With none
 * it only holds the batch.
 */
export async function recountBatch(tx: PlainTx, id: number, { by, within, atLeast, atMost }: Change) {
  const [row] = await writerOf(tx).all(
    `UPDATE transit_batches SET order_count = order_count + $1, version = version + ${by === 0 ? 0 : 1}
     WHERE id = $2 AND status IN (${listOf(within)}) AND order_count + $1 BETWEEN $3 AND $4 RETURNING ${BATCH_COLUMNS}`,
    [by, id, atLeast, atMost],
  );
  return row ? batchFrom(row) : null;
}

/** What a batch has listed: every order that is or was in it, at which place, and how it left. */
export async function findManifest(tx: PlainTx, batchId: number) {
  const rows = await writerOf(tx).all(
    'SELECT order_id, position, left_as FROM transit_batch_orders WHERE batch_id = $1 ORDER BY position',
    [batchId],
  );
  return rows.map((row) => ({
    orderId: text(row['order_id']),
    position: whole(row['position']),
    leftAs: textOrNull(row['left_as']) as BatchExit | null,
  }));
}

/** Lists orders behind those that a batch has listed; one that had left it is listed anew. */
export async function extendManifest(tx: PlainTx, batchId: number, orderIds: readonly string[]): Promise<void> {
  const manifest = await findManifest(tx, batchId);
  const back = new Set(manifest.map(({ orderId }) => orderId));
  const last = manifest.at(-1)?.position ?? -1;
  const rows = orderIds.map((orderId, index) => ({ batchId, orderId, position: last + 1 + index }));
  const columns = { batchId: 'batch_id', orderId: 'order_id', position: 'position' };
  for (const { orderId, position } of rows.filter((row) => back.has(row.orderId))) {
    await writerOf(tx).change(
      'UPDATE transit_batch_orders SET left_at = NULL, left_as = NULL, position = $1 WHERE batch_id = $2 AND order_id = $3',
      [position, batchId, orderId],
    );
  }
  const added = rows.filter((row) => !back.has(row.orderId));
  await insertRows(tx, rowsFor('transit_batch_orders', columns, added));
}

/** Writes down that an order left a batch, and how. */
export async function markLeft(tx: PlainTx, batchId: number, orderId: string, exit: { as: BatchExit; at: Date }) {
  await writerOf(tx).change(
    `UPDATE transit_batch_orders SET left_at = $1, left_as = '${exit.as}' WHERE batch_id = $2 AND order_id = $3`,
    [exit.at, batchId, orderId],
  );
}
