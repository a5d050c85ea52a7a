import type { Db, PlainTx } from '../../db/client.js';
import { readerOf } from '../../db/statements/reader.js';
import { text, textOrNull } from '../../db/statements/values.js';

/** What an order and its customer's record say of how to reach the customer. */
export type OnFile = { orderPhone: string; address: string | null; phone: string };

/** How to reach the customers of these orders, by the order's id, as it is on file now. */
export async function findOnFile(db: Db | PlainTx, orderIds: readonly string[]): Promise<Map<string, OnFile>> {
  const reader = readerOf(db);
  const named = reader.among('o.id', 'text', 1, orderIds);
  const rows = await reader.all(
    `SELECT o.id, o.customer_phone, c.address, c.phone FROM orders o JOIN customers c ON c.id = o.customer_id
     WHERE ${named.text}`,
    [named.value],
  );
  return new Map(
    rows.map((row) => [
      text(row['id']),
      {
        orderPhone: text(row['customer_phone']),
        address: textOrNull(row['address']),
        phone: text(row['phone']),
      },
    ]),
  );
}
