import type { PlainTx } from '../client.js';
import { type Row, readerOf } from '../reading/reader.js';
import { lineColumns, orderColumns, orderFrom } from './find-order.js';

/** The orders of a batch with their lines, as they were listed. */
export async function findBatchOrders(tx: PlainTx, batchId: number) {
  const rows = await readerOf(tx).all(
    `SELECT ${orderColumns('o')}, ${lineColumns}
     FROM transit_batch_orders e JOIN orders o ON o.id = e.order_id LEFT JOIN order_lines l ON l.order_id = o.id
     WHERE e.batch_id = $1 ORDER BY e.position, l.position`,
    [batchId],
  );
  const orders: { first: Row; rows: Row[] }[] = [];
  for (const row of rows) {
    const last = orders.at(-1);
    if (last && last.first['id'] === row['id']) last.rows.push(row);
    else orders.push({ first: row, rows: [row] });
  }
  return orders.map(({ first, rows: lines }) => orderFrom(first, lines));
}
