import type { Config } from '../../config.js';
import type { Db } from '../../db/client.js';
import { closeDb, createDb } from '../../db/open.js';
import { bytesBehind, flushedPosition, standbyMismatch } from '../../replica/position.sql.js';
import { type Finding, ok, problem, unless, warning } from './finding.js';
import { reason } from './reason.js';

const ABOUT = 'replica';
const WITHIN_MS = 5_000;
const CATCHES_UP_WITHIN_MS = 2_000;

/** The replica, if there is one: whether it is a standby of this database, and whether it keeps up. Without it everything works. */
export async function lookAtReplica(config: Config, primary: Db): Promise<Finding[]> {
  const url = config.databaseReplicaUrl;
  if (url === undefined) return [];
  const sharesConnections = config.databaseSharesConnections;
  const replica = createDb(url, { sharesConnections, poolSize: 1, timeoutMs: WITHIN_MS });
  try {
    const mismatch = await standbyMismatch(primary, replica);
    return [mismatch ? problem(ABOUT, mismatch) : await lookAtLag(primary, replica)];
  } catch (error) {
    return [warning(ABOUT, `cannot be asked, so that the primary does its work: ${reason(error)}`)];
  } finally {
    await closeDb(replica);
  }
}

async function lookAtLag(primary: Db, replica: Db): Promise<Finding> {
  const position = await flushedPosition(primary);
  const bytes = await bytesBehind(replica, position, CATCHES_UP_WITHIN_MS);
  return unless(
    bytes > 0,
    warning(
      ABOUT,
      `${bytes} bytes of log behind after ${CATCHES_UP_WITHIN_MS / 1000} seconds, so that the primary does its work`,
    ),
    ok(ABOUT, 'a standby that has what the primary has'),
  );
}
