import type { Tx } from '../client.js';
import { writerOf } from '../writing/writer.js';
import { isSqlite } from './is-sqlite.js';

/**
 * Holds these services until the transaction ends. Whoever writes several of them locks all first: PostgreSQL locks the rows of one
 * UPDATE in any order, so that two of them wait for each other. Nothing happens on SQLite, where one transaction writes at a time.
 */
export async function lockServices(tx: Tx, ids: string[]): Promise<void> {
  // One row has no order to get wrong.
  if (ids.length < 2 || isSqlite(tx)) return;
  // NO KEY: a new order line only needs the id of its service to stay, and need not wait for this.
  await writerOf(tx).all('SELECT id FROM services WHERE id = ANY($1::text[]) ORDER BY id FOR NO KEY UPDATE', [ids]);
}
