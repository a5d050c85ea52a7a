import type { Tx } from './client.js';
import { isSqlite } from './is-sqlite.js';

/**
 * Keeps everybody else who asks for the lock of this number waiting until the transaction ends. Nothing happens on SQLite, where one
 * transaction runs at a time.
 */
export async function holdLock(tx: Tx, number: number): Promise<void> {
  if (isSqlite(tx)) return;
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(${number}::bigint)::text`;
}
