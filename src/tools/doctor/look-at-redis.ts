import { setTimeout as sleep } from 'node:timers/promises';
import { type Finding, ok, problem, unless, warning } from './finding.js';
import { reason } from './reason.js';

const ABOUT = 'redis';
const WITHIN_MS = 3_000;
const OLDEST = 7;
const NEARLY_FULL = 0.9;

/** Redis as the server runs: whether sessions and counts of failures stay in it until their time is over. */
export async function lookAtRedis(url: string): Promise<Finding[]> {
  const { createClient } = await import('redis');
  const client = createClient({ url, socket: { connectTimeout: WITHIN_MS, reconnectStrategy: false } });
  // Without a listener the process would end; what went wrong comes with the answer too.
  client.on('error', () => {});
  const told = client.connect().then(() => client.info());
  told.catch(() => {});
  try {
    const info = await Promise.race([told, sleep(WITHIN_MS, null, { ref: false })]);
    if (info === null) return [problem(ABOUT, `no answer within ${WITHIN_MS / 1000} seconds`)];
    return judge(new Map([...info.matchAll(/^(\w+):(.*?)\r?$/gm)].map(([, name = '', value = '']) => [name, value])));
  } catch (error) {
    return [problem(ABOUT, reason(error))];
  } finally {
    client.destroy();
  }
}

function judge(info: ReadonlyMap<string, string>): Finding[] {
  const version = info.get('redis_version') ?? 'of an unknown version';
  const isReplica = info.get('role') === 'slave';
  return [
    unless(
      Number.parseInt(version, 10) < OLDEST,
      warning(ABOUT, `Redis ${version} is older than ${OLDEST}: no longer looked after by its makers`),
      ok(ABOUT, `Redis ${version}`),
    ),
    unless(isReplica, problem('redis role', 'this is a replica: it takes no writes'), ok('redis role', 'takes writes')),
    lookAtMemory(info),
    lookAtPersistence(info),
  ];
}

// All that the server keeps there expires some day, so that every policy but one may throw it out before.
function lookAtMemory(info: ReadonlyMap<string, string>): Finding {
  const about = 'redis memory';
  const policy = info.get('maxmemory_policy');
  const [most, used] = [Number(info.get('maxmemory')), Number(info.get('used_memory'))];
  if (policy === undefined) return warning(about, 'Redis does not tell its maxmemory-policy');
  if (most === 0) return ok(about, 'no limit: nothing is thrown out');
  const limit = `of ${toMb(most)} MB`;
  if (policy !== 'noeviction')
    return problem(
      about,
      `maxmemory-policy ${policy} throws out sessions and counts of failed logins when ${toMb(most)} MB are full: set noeviction`,
    );
  return unless(
    used > most * NEARLY_FULL,
    warning(about, `${toMb(used)} ${limit} are taken: when it is full nobody can log in`),
    ok(about, `${toMb(used)} ${limit} are taken, and nothing is thrown out`),
  );
}

function lookAtPersistence(info: ReadonlyMap<string, string>): Finding {
  const about = 'redis disk';
  const keepsLog = info.get('aof_enabled') === '1';
  const failed = [
    ...(info.get('rdb_last_bgsave_status') === 'err' ? ['snapshot'] : []),
    ...(keepsLog && info.get('aof_last_write_status') === 'err' ? ['write to its log'] : []),
  ];
  if (failed.length > 0)
    return problem(about, `the last ${failed.join(' and the last ')} failed: Redis may refuse writes`);
  return unless(
    !keepsLog,
    warning(
      about,
      'appendonly is off: when Redis ends, sessions and counts of failed logins are lost, or as old as its last snapshot, in which ended sessions live',
    ),
    ok(about, 'append-only file'),
  );
}

function toMb(bytes: number): string {
  return (bytes / 1024 ** 2).toFixed(0);
}
