import type { BatchExit } from '../../generated/sqlite/client.js';
import type { PlainTx } from '../client.js';
import { readerOf } from '../reading/reader.js';
import { text } from '../reading/values.js';
import { orderColumns, orderFrom } from './find-order.js';

/** The orders in a batch with their lines, as they were listed, and the ids of those that were missing when it moved. */
export async function findBatchOrders(tx: PlainTx, batchId: number) {
  const reader = readerOf(tx);
  const rows = await reader.all(
    `SELECT e.left_as, ${orderColumns(reader, 'o')} FROM transit_batch_orders e JOIN orders o ON o.id = e.order_id
     WHERE e.batch_id = $1 ORDER BY e.position`,
    [batchId],
  );
  const idsLeftAs = (exit: BatchExit) => rows.filter((row) => row['left_as'] === exit).map((row) => text(row['id']));
  return { orders: rows.filter((row) => row['left_as'] === null).map(orderFrom), missing: idsLeftAs('MISSING') };
}
