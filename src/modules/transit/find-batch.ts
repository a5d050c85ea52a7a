import type { PlainTx } from '../../db/client.js';
import { findBatchOrders } from './find-batch-orders.sql.js';
import { type BatchRow, batchOf } from './transit.view.js';

/** A batch that was read already, with its orders. */
export async function findBatch(tx: PlainTx, batch: BatchRow) {
  const { orders, missing } = await findBatchOrders(tx, batch.id);
  return batchOf(batch, orders, missing);
}
