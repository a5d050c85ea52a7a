import type { PlainTx } from '../../db/client.js';
import { writerOf } from '../../db/statements/writer.js';
import { columnsWithLines, orderFrom } from './order.row.js';

/** More equal ones than this within seconds are no slip of a finger. */
const MOST = 20;

/** Orders of this customer that this actor took in since then, newest first. */
export async function findRecentOrders(tx: PlainTx, customerId: number, actor: string, since: Date) {
  return find(tx, 'o.customer_id = $3', [actor, since, customerId]);
}

/** The same of people without e-mail and phone, who are known by this name alone. */
export async function findRecentOrdersNamed(tx: PlainTx, name: string, actor: string, since: Date) {
  return find(tx, `o.customer_name = $3 AND o.customer_email = '' AND o.customer_phone = ''`, [actor, since, name]);
}

async function find(tx: PlainTx, whose: string, values: readonly unknown[]) {
  const writer = writerOf(tx);
  const rows = await writer.all(
    `SELECT ${columnsWithLines(writer, 'o')} FROM orders o
     WHERE ${whose} AND o.created_at >= $2 AND EXISTS
       (SELECT 1 FROM timeline_entries t WHERE t.order_id = o.id AND t.type = 'created' AND t.actor = $1)
     ORDER BY o.created_at DESC, o.id DESC LIMIT ${MOST}`,
    values,
  );
  return rows.map(orderFrom);
}
