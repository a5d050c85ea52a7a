import type { Tx } from '../../db/client.js';
import { refuseErased } from '../customers/index.js';

/**
 * For whatever people write down beside an order, in the transaction that stores it. Takes the order's row, so an erasure of its
 * customer that comes later waits, and erases these words too. Throws `customer.erased` when it came first. Blank words are none.
 */
export async function refuseWordsOnErased(
  tx: Tx,
  orderId: string,
  words: (string | null | undefined)[],
): Promise<void> {
  if (!words.some(Boolean)) return;
  const data = { version: { increment: 1 } };
  const order = await tx.order.update({ where: { id: orderId }, data, select: { customerId: true } });
  await refuseErased(tx, order.customerId);
}
