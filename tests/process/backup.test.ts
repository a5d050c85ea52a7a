import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { emptyDatabase, execute, seededDatabase, select } from '../support/raw-database.js';
import { runProgram, startServer, statusOf } from '../support/server-process.js';

const digest = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
const fileOf = (url: string) => url.slice('file:'.length);

async function aBackup(): Promise<{ url: string; folder: string; file: string }> {
  const { url, folder } = await seededDatabase('sqlite');
  await execute(url, `UPDATE services SET name = 'Washing' WHERE id = 's1'`);
  const file = join(folder, 'kept', 'copy.db');
  const { code, stderr } = await runProgram('commands/backup', folder, { DATABASE_URL: url }, [file]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return { url, folder, file };
}

const nameOfS1 = async (url: string) => (await select(url, `SELECT name FROM services WHERE id = 's1'`))[0]?.['name'];

test('a backup is one file for its owner alone, beside the database unless told otherwise', async () => {
  const { url, folder, file } = await aBackup();

  const { code, stdout } = await runProgram('commands/backup', folder, { DATABASE_URL: url });

  expect(code).toBe(0);
  const path = stdout.split('\n')[0] ?? '';
  expect(path).toMatch(/\/backups\/fabclean-\d{8}T\d{6}Z\.db$/);
  for (const made of [path, file]) expect((statSync(made).mode & 0o777).toString(8)).toBe('600');
  expect(readdirSync(join(folder, 'kept'))).toEqual(['copy.db']);
  expect(await nameOfS1(`file:${file}`)).toBe('Washing');
});

test('a backup overwrites nothing', async () => {
  const { url, folder, file } = await aBackup();
  await execute(url, `UPDATE services SET name = 'Changed' WHERE id = 's1'`);
  const before = digest(file);

  const again = await runProgram('commands/backup', folder, { DATABASE_URL: url }, [file]);

  expect(again).toMatchObject({ code: 1, stdout: '', stderr: `${file} exists: it is not overwritten\n` });
  expect(digest(file)).toBe(before);
  expect(readdirSync(join(folder, 'kept'))).toEqual(['copy.db']);
});

test('a restore leaves a database alone that is there, unless told; then the old one is kept beside it', async () => {
  const { folder, file } = await aBackup();
  const other = await seededDatabase('sqlite');
  const env = { DATABASE_URL: other.url };

  const refused = await runProgram('commands/restore', folder, env, [file]);
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('--replace puts the backup in its place') });
  expect(await nameOfS1(other.url)).toBe('Laundry');
  const done = await runProgram('commands/restore', folder, env, [file, '--replace']);

  expect(done).toMatchObject({ code: 0, stderr: '' });
  expect(readdirSync(other.folder).filter((name) => /-wal$|-shm$|restoring/.test(name))).toEqual([]);
  expect(await nameOfS1(other.url)).toBe('Washing');
  const [kept = ''] = readdirSync(other.folder).filter((name) => name.includes('.before-'));
  expect(await nameOfS1(`file:${join(other.folder, kept)}`)).toBe('Laundry');
});

test('a restore never touches a database that a server has open', async () => {
  const { folder, file } = await aBackup();
  const other = await seededDatabase('sqlite');
  const server = await startServer('main', other.folder, { DATABASE_URL: other.url });

  const refused = await runProgram('commands/restore', folder, { DATABASE_URL: other.url }, [file, '--replace']);

  expect(refused).toMatchObject({ code: 1, stderr: expect.stringMatching(/is in use: stop the server first\n$/) });
  expect(await nameOfS1(other.url)).toBe('Laundry');
  expect(await statusOf(`${server.url}/readyz`)).toBe(200);
  expect(readdirSync(other.folder).filter((name) => /before|restoring/.test(name))).toEqual([]);
});

test('the log of a database that is gone is not taken for the log of the restored one', async () => {
  const { folder, file } = await aBackup();
  const { url, folder: target } = await emptyDatabase('sqlite');
  writeFileSync(`${fileOf(url)}-wal`, 'left by another database');

  const { code } = await runProgram('commands/restore', folder, { DATABASE_URL: url }, [file]);

  expect(code).toBe(0);
  expect(await nameOfS1(url)).toBe('Washing');
  expect(readdirSync(target).filter((name) => /\.before-.*-wal$/.test(name))).toHaveLength(1);
});

test('a database whose data do not agree is backed up under a name that says so, and restored only when told', async () => {
  const { url, folder } = await seededDatabase('sqlite');
  await execute(url, `UPDATE services SET usage_count = 7 WHERE id = 's1'`);
  const file = join(folder, 'copy.db');
  const target = await emptyDatabase('sqlite');
  const restoreWith = (...args: string[]) =>
    runProgram('commands/restore', folder, { DATABASE_URL: target.url }, [`${file}.unsound`, ...args]);

  const backup = await runProgram('commands/backup', folder, { DATABASE_URL: url }, [file]);
  expect(backup).toMatchObject({ code: 1, stderr: expect.stringContaining('service s1: usage_count is off by 7') });
  expect(existsSync(file)).toBe(false);
  const refused = await restoreWith();
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('service s1: usage_count is off by 7') });
  expect(readdirSync(target.folder)).toEqual([]);
  const forced = await restoreWith('--unsound');

  expect(forced).toMatchObject({ code: 1, stderr: expect.stringContaining('usage_count is off by 7') });
  expect(await nameOfS1(target.url)).toBe('Laundry');
  const invariants = await runProgram('commands/invariants', folder, { DATABASE_URL: target.url });
  expect(invariants).toMatchObject({ code: 1, stderr: expect.stringContaining('usage_count is off by 7') });
});

test('a damaged backup is not restored, and nothing is left of the attempt', async () => {
  const { folder, file } = await aBackup();
  const bytes = readFileSync(file);
  bytes.fill(0xff, 3 * 4096, 60 * 4096);
  const damaged = join(folder, 'damaged.db');
  writeFileSync(damaged, bytes);
  const { url, folder: target } = await emptyDatabase('sqlite');

  const { code, stdout } = await runProgram('commands/restore', folder, { DATABASE_URL: url }, [damaged, '--unsound']);

  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(readdirSync(target)).toEqual([]);
});

test('a backup of a newer build is refused, one of an older build is brought up to date', async () => {
  const { folder, file } = await aBackup();
  const [newer, older] = [join(folder, 'newer.db'), join(folder, 'older.db')];
  for (const copy of [newer, older]) copyFileSync(file, copy);
  await execute(
    `file:${newer}`,
    `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
     SELECT 'extra', checksum, finished_at, '29991231000000_later', started_at, 1 FROM _prisma_migrations LIMIT 1`,
  );
  await execute(
    `file:${older}`,
    `DROP TABLE leases; DELETE FROM _prisma_migrations WHERE migration_name LIKE '%_leases'`,
  );
  const [first, second] = [await emptyDatabase('sqlite'), await emptyDatabase('sqlite')];

  const refused = await runProgram('commands/restore', folder, { DATABASE_URL: first.url }, [newer]);
  const migrated = await runProgram('commands/restore', folder, { DATABASE_URL: second.url }, [older]);

  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('29991231000000_later') });
  expect(readdirSync(first.folder)).toEqual([]);
  expect(migrated).toMatchObject({ code: 0, stdout: expect.stringMatching(/^applied \d+_leases$/m) });
  expect(await select(second.url, 'SELECT name FROM leases')).toEqual([]);
});

test('PostgreSQL is left to its own programs', async () => {
  const { url, folder } = await seededDatabase('postgresql');

  const backup = await runProgram('commands/backup', folder, { DATABASE_URL: url });
  const restore = await runProgram('commands/restore', folder, { DATABASE_URL: url }, ['copy.db']);
  const invariants = await runProgram('commands/invariants', folder, { DATABASE_URL: url });

  expect(backup).toMatchObject({ code: 1, stderr: expect.stringContaining('pg_dump') });
  expect(restore).toMatchObject({ code: 1, stderr: expect.stringContaining('pg_restore') });
  expect(invariants).toMatchObject({ code: 0, stdout: 'the data agree\n' });
});
