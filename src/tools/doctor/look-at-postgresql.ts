import type { Db } from '../../db/client.js';
import { type Finding, ok, problem, unless, warning } from './finding.js';

type Settings = {
  version: string;
  fsync: string;
  commit: string;
  pages: string;
  encoding: string;
  zone: string;
  connections: number;
  reserved: number;
  used: number;
  standby: boolean;
  now: Date;
};

const OLDEST = 13;
const CLOCKS_APART_MS = 2_000;

/** PostgreSQL as the server runs: whether what is acknowledged is on the disk, and whether it has room for this process. */
export async function lookAtPostgresql(db: Db, poolSize: number, now: () => Date): Promise<Finding[]> {
  const [found] = await db.$queryRaw<Settings[]>`SELECT
    current_setting('server_version') AS version, current_setting('fsync') AS fsync,
    current_setting('synchronous_commit') AS commit, current_setting('full_page_writes') AS pages,
    current_setting('server_encoding') AS encoding, current_setting('TimeZone') AS zone,
    current_setting('max_connections')::int AS connections,
    current_setting('superuser_reserved_connections')::int AS reserved,
    (SELECT count(*)::int FROM pg_stat_activity WHERE backend_type = 'client backend') AS used,
    pg_is_in_recovery() AS standby, clock_timestamp() AS now`;
  if (!found) return [problem('database', 'PostgreSQL does not tell its settings')];
  const { version, fsync, commit, pages, encoding, zone, connections, reserved, used, standby } = found;
  const apart = Math.abs(found.now.getTime() - now().getTime());
  const room = connections - reserved;
  return [
    unless(
      Number.parseInt(version, 10) < OLDEST,
      warning('database', `PostgreSQL ${version} is older than ${OLDEST}: no longer looked after by its makers`),
      ok('database', `PostgreSQL ${version}, time zone ${zone}`),
    ),
    unless(
      fsync !== 'on' || commit === 'off' || pages !== 'on',
      problem(
        'durability',
        `fsync ${fsync}, synchronous_commit ${commit}, full_page_writes ${pages}: a power cut may lose orders`,
      ),
      ok('durability', `fsync on, synchronous_commit ${commit}, full_page_writes on`),
    ),
    unless(
      encoding !== 'UTF8',
      problem('encoding', `${encoding} cannot hold every name: UTF8 can`),
      ok('encoding', 'UTF8'),
    ),
    unless(
      poolSize > room,
      problem('connections', `DATABASE_POOL_SIZE is ${poolSize}, and PostgreSQL lets in ${room} in all`),
      unless(
        used + poolSize > room,
        warning('connections', `${used} of ${room} are taken, and this process may open ${poolSize} more`),
        ok('connections', `${used} of ${room} are taken; each server process opens up to ${poolSize}`),
      ),
    ),
    unless(standby, problem('role', 'this is a standby: it takes no writes'), ok('role', 'this is the primary')),
    unless(
      apart > CLOCKS_APART_MS,
      warning('clock', `this machine and the database are ${Math.round(apart / 1000)} s apart`),
      ok('clock', 'this machine and the database agree'),
    ),
  ];
}
