import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '../db/client.js';
import { readerOf } from '../db/statements/reader.js';

/** Pauses before it is asked again how far the replica is: 50 ms in all. A commit is usually there within one or two. */
const PAUSES_MS = [1, 2, 4, 8, 15, 20];

/** Where the primary's log ends on its disk: every commit that anybody was told of, or can see, is before it. */
export async function flushedPosition(primary: Db): Promise<string> {
  const [row] = await readerOf(primary).all('SELECT pg_current_wal_flush_lsn()::text AS position', []);
  return String(row?.['position']);
}

/** Whether the replica shows all up to this position, now or in a few milliseconds. */
export async function catchesUp(replica: Db, position: string): Promise<boolean> {
  for (const pause of [...PAUSES_MS, null]) {
    const [row] = await readerOf(replica).all(
      'SELECT pg_is_in_recovery() AND pg_last_wal_replay_lsn() >= $1::pg_lsn AS "isThere"',
      [position],
    );
    if (row?.['isThere'] === true) return true;
    if (pause !== null) await sleep(pause);
  }
  return false;
}

/** How much of the primary's log up to this position the replica does not show yet; waits so long for all of it. */
export async function bytesBehind(replica: Db, position: string, waitMs: number): Promise<number> {
  const until = performance.now() + waitMs;
  for (;;) {
    const [row] = await readerOf(replica).all(
      'SELECT greatest(pg_wal_lsn_diff($1::pg_lsn, pg_last_wal_replay_lsn()), 0)::float8 AS bytes',
      [position],
    );
    const bytes = Number(row?.['bytes']);
    if (bytes === 0 || performance.now() > until) return bytes;
    await sleep(PAUSES_MS.at(-1));
  }
}

/** What keeps `replica` from being a standby with the primary's data: positions of two different logs cannot be compared. */
export async function standbyMismatch(primary: Db, replica: Db): Promise<string | null> {
  const [ours, theirs] = await Promise.all([identityOf(primary), identityOf(replica)]);
  if (!theirs?.isStandby) return 'DATABASE_REPLICA_URL names no standby';
  if (ours?.cluster !== theirs.cluster) return 'DATABASE_REPLICA_URL names the standby of another cluster';
  if (ours.database !== theirs.database) return 'DATABASE_REPLICA_URL names another database of the cluster';
  return null;
}

async function identityOf(db: Db) {
  const [row] = await db.$queryRaw<{ cluster: string; database: string; isStandby: boolean }[]>`
    SELECT system_identifier::text AS cluster, current_database()::text AS database, pg_is_in_recovery() AS "isStandby"
    FROM pg_control_system()`;
  return row;
}
