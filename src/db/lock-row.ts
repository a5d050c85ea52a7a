import { Prisma } from '../generated/sqlite/client.js';
import type { Tx } from './client.js';
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
export function lockRow(tx: Tx, table: LockedTable, id: string | number): Promise<void> {
  return lock(tx, table, id, 'FOR NO KEY UPDATE');
}

/** The same for a row that goes away: nobody comes to refer to it meanwhile, and what refers to it already can be read. */
export function lockAgainstUse(tx: Tx, table: LockedTable, id: string | number): Promise<void> {
  return lock(tx, table, id, 'FOR UPDATE');
}

async function lock(tx: Tx, table: LockedTable, id: string | number, strength: string): Promise<void> {
  // PostgreSQL refuses a NUL, which no id has: whoever reads the row will not find it.
  if (isSqlite(tx) || String(id).includes('\0')) return;
  // Neither the table's name nor the strength is a caller's.
  await tx.$queryRaw`SELECT id FROM ${Prisma.raw(table)} WHERE id = ${id} ${Prisma.raw(strength)}`;
}
