import type { Tx } from '../../db/client.js';
import { isSqlite } from '../../db/is-sqlite.js';

/**
 * Holds this order until the transaction ends, unless it has an open delivery: who carries that out holds the delivery first, and the two
 * would wait for each other. Nothing happens on SQLite, where one transaction runs at a time.
 */
export async function holdOrder(tx: Tx, id: string): Promise<void> {
  // PostgreSQL refuses a NUL, which no id has: whoever reads the row will not find it.
  if (isSqlite(tx) || id.includes('\0')) return;
  await tx.$queryRaw`SELECT id FROM orders WHERE id = ${id} AND open_delivery_id IS NULL FOR NO KEY UPDATE`;
}
