import { expect, onTestFinished, test } from 'vitest';
import { aShop, examine } from '../support/doctor.js';
import { freePort } from '../support/postgres.js';
import { NO_REDIS, type RunningRedis, startRedis } from '../support/redis.js';
import { emptyFolder } from '../support/server-process.js';

/** What the doctor says of a Redis with these settings. */
async function examined(settings: readonly string[], spoil: (redis: RunningRedis) => void = () => {}) {
  const redis = await startRedis(['--dir', emptyFolder(), ...settings]);
  if (redis === null) return null;
  onTestFinished(redis.stop);
  spoil(redis);
  return saysOf(redis.url);
}

async function saysOf(url: string) {
  const { folder, env } = await aShop('sqlite');
  const { code, stdout, stderr } = await examine(folder, { ...env, REDIS_URL: url });
  expect(stderr).toBe('');
  return { code, lines: stdout.split('\n').filter((line) => /^\w+ +redis/.test(line)), stdout };
}

test('a Redis that keeps what it is given is fine', async ({ skip }) => {
  const found = await examined(['--appendonly', 'yes', '--maxmemory', '200mb', '--maxmemory-policy', 'noeviction']);
  if (!found) skip(NO_REDIS);

  expect(found).toMatchObject({
    code: 0,
    lines: [
      expect.stringMatching(/^ok +redis +Redis \d+\.\d+/),
      expect.stringMatching(/^ok +redis role +takes writes/),
      expect.stringMatching(/^ok +redis memory +\d+ of 200 MB are taken/),
      expect.stringMatching(/^ok +redis disk +append-only file/),
    ],
  });
});

test('a Redis that throws out what it is given is a problem, one that forgets it when it ends a warning', async ({
  skip,
}) => {
  const found = await examined(['--maxmemory', '200mb', '--maxmemory-policy', 'volatile-lru']);
  if (!found) skip(NO_REDIS);

  expect(found).toMatchObject({
    code: 1,
    lines: [
      expect.stringMatching(/^ok +redis +/),
      expect.stringMatching(/^ok +redis role +/),
      expect.stringMatching(/^problem +redis memory +maxmemory-policy volatile-lru throws out sessions/),
      expect.stringMatching(/^warning +redis disk +appendonly is off/),
    ],
  });
});

test('a replica of Redis, which takes no writes, is a problem', async ({ skip }) => {
  const found = await examined(['--replicaof', '127.0.0.1 1']);
  if (!found) skip(NO_REDIS);

  expect(found?.code).toBe(1);
  expect(found?.lines).toContainEqual(expect.stringMatching(/^problem +redis role +this is a replica/));
});

test('a Redis without room for more is a warning', async ({ skip }) => {
  const found = await examined(['--maxmemory', '1mb']);
  if (!found) skip(NO_REDIS);

  expect(found?.code).toBe(0);
  expect(found?.lines).toContainEqual(expect.stringMatching(/^warning +redis memory +\d+ of 1 MB are taken/));
});

test('a Redis that answers nothing, refuses, or is away is a problem, and its password is not told', async ({
  skip,
}) => {
  const away = await saysOf(`redis://:canary@127.0.0.1:${await freePort()}`);
  const silent = await examined([], (redis) => redis.freeze());
  if (!silent) skip(NO_REDIS);
  const redis = await startRedis();
  onTestFinished(() => redis?.stop());
  const refused = await saysOf(String(redis?.url).replace('//', '//nobody:canary@'));

  expect(away).toMatchObject({ code: 1, lines: [expect.stringMatching(/^problem +redis +.*ECONNREFUSED/)] });
  expect(silent).toMatchObject({ code: 1, lines: [expect.stringMatching(/^problem +redis +no answer within 3/)] });
  expect(refused).toMatchObject({ code: 1, lines: [expect.stringMatching(/^problem +redis +WRONGPASS/)] });
  for (const { stdout } of [away, refused]) expect(stdout).not.toContain('canary');
});
