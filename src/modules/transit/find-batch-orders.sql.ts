import type { PlainTx } from '../../db/client.js';
import { readerOf } from '../../db/statements/reader.js';
import { text } from '../../db/statements/values.js';
import type { BatchExit } from '../../generated/sqlite/client.js';
import { columnsWithLines, orderFrom } from '../orders/index.js';

/** The orders in a batch with their lines, as they were listed, and the ids of those that were missing when it moved. */
export async function findBatchOrders(tx: PlainTx, batchId: number) {
  const reader = readerOf(tx);
  const rows = await reader.all(
    `SELECT e.left_as, ${columnsWithLines(reader, 'o')} FROM transit_batch_orders e JOIN orders o ON o.id = e.order_id
     WHERE e.batch_id = $1 ORDER BY e.position`,
    [batchId],
  );
  const idsLeftAs = (exit: BatchExit) => rows.filter((row) => row['left_as'] === exit).map((row) => text(row['id']));
  return { orders: rows.filter((row) => row['left_as'] === null).map(orderFrom), missing: idsLeftAs('MISSING') };
}
