import type { PlainTx } from '../../db/client.js';
import { writerOf } from '../../db/statements/writer.js';

/**
 * Holds these services until the transaction ends. Whoever writes several of them locks all first: PostgreSQL locks the rows of one
 * UPDATE in any order, so that two of them wait for each other. Nothing happens on SQLite, where one transaction writes at a time.
 */
export async function lockServices(tx: PlainTx, ids: string[]): Promise<void> {
  const writer = writerOf(tx);
  // NO KEY: a new order line only needs the id of its service to stay, and need not wait for this.
  const hold = writer.holding('FOR NO KEY UPDATE');
  // One row has no order to get wrong.
  if (ids.length < 2 || !hold) return;
  const named = writer.among('id', 'text', 1, ids);
  await writer.all(`SELECT id FROM services WHERE ${named.text} ORDER BY id ${hold}`, [named.value]);
}
