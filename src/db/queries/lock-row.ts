import { Prisma } from '../../generated/sqlite/client.js';
import type { Tx } from '../client.js';
import { isSqlite } from './is-sqlite.js';

export type LockedTable =
  | 'orders'
  | 'customers'
  | 'services'
  | 'workers'
  | 'admin_users'
  | 'transit_batches'
  | 'deliveries'
  | 'api_keys'
  | 'webhook_endpoints';

/**
 * Holds this row until the transaction ends, so that what is read of it now is what a write will change. Nothing happens on SQLite,
 * where one transaction runs at a time.
 */
export async function lockRow(tx: Tx, table: LockedTable, id: string | number): Promise<void> {
  // PostgreSQL refuses a NUL, which no id has: whoever reads the row will not find it.
  if (isSqlite(tx) || String(id).includes('\0')) return;
  // The table's name is one of the list above, never a caller's.
  await tx.$queryRaw`SELECT id FROM ${Prisma.raw(table)} WHERE id = ${id} FOR NO KEY UPDATE`;
}
