import type { PlainTx } from '../client.js';
import { readerOf } from '../reading/reader.js';
import { orderColumns, orderFrom } from './find-order.js';

/** The orders of a batch with their lines, as they were listed. */
export async function findBatchOrders(tx: PlainTx, batchId: number) {
  const reader = readerOf(tx);
  const rows = await reader.all(
    `SELECT ${orderColumns(reader, 'o')} FROM transit_batch_orders e JOIN orders o ON o.id = e.order_id
     WHERE e.batch_id = $1 ORDER BY e.position`,
    [batchId],
  );
  return rows.map(orderFrom);
}
