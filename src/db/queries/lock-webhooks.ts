import type { Tx } from '../client.js';
import { isSqlite } from './is-sqlite.js';

/** Any number that no other advisory lock has. */
const LOCK_ID = 5_005_004;

/**
 * Keeps everybody else who makes a webhook waiting until the transaction ends, so that they can be counted. Nothing happens on SQLite,
 * where one transaction runs at a time.
 */
export async function lockWebhooks(tx: Tx): Promise<void> {
  if (isSqlite(tx)) return;
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(${LOCK_ID}::bigint)::text`;
}
