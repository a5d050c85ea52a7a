import type { PlainTx } from '../../db/client.js';
import type { BatchRow } from './batch.row.js';
import { findBatchOrders } from './find-batch-orders.sql.js';
import { batchOf } from './transit.view.js';

/** A batch that was read already, with its orders. */
export async function findBatch(tx: PlainTx, batch: BatchRow) {
  const { orders, missing } = await findBatchOrders(tx, batch.id);
  return batchOf(batch, orders, missing);
}
