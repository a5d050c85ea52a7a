import type { PlainTx } from '../../db/client.js';
import { insertRows, rowsFor } from '../../db/insert-rows.js';
import { columnsOf, listed } from '../../db/statements/columns.js';
import { writerOf } from '../../db/statements/writer.js';
import type { BatchStatus } from '../../generated/sqlite/client.js';
import { BATCH_COLUMNS, batchColumns, batchFrom, NEW_BATCH, type NewBatch } from './batch.row.js';

// What moving batches of a hundred orders does all day.

const newColumns = columnsOf(batchColumns, NEW_BATCH);

/** The columns that say when a batch was moved. */
const stamps = columnsOf(batchColumns, ['initiatedAt', 'arrivedAt', 'completedAt', 'cancelledAt']);

type Move = { from: BatchStatus; to: BatchStatus; stamp: keyof typeof stamps; at: Date };

/** Stores a batch. Throws a unique violation when its transit id is taken. */
export async function insertBatch(tx: PlainTx, batch: NewBatch) {
  const [row] = await writerOf(tx).all(
    `INSERT INTO transit_batches (${listed(newColumns)}) VALUES ($1, $2, $3, $4, $5, $6) RETURNING ${BATCH_COLUMNS}`,
    NEW_BATCH.map((field) => batch[field]),
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
