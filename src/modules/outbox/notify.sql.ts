import type { Tx } from '../../db/client.js';

/** Wakes whoever listens on this channel of PostgreSQL, once the transaction is committed. */
export async function notify(tx: Tx, channel: string): Promise<void> {
  await tx.$queryRaw`SELECT pg_notify(${channel}, '')::text`;
}
