import { expect, test } from 'vitest';
import { readMigrations } from '../../src/db/migrations/migration-folder.js';
import { emptyDatabase, providers, select } from '../support/raw-database.js';
import { schemaFacts } from '../support/schema-facts.js';
import { runProgram } from '../support/server-process.js';

const BOOKS = 'SELECT * FROM _prisma_migrations ORDER BY migration_name';

test.for(providers)('of two migrations at once on an empty %s one applies everything, once', async (on) => {
  const { url, folder } = await emptyDatabase(on);
  const names = readMigrations(on).map(({ name }) => name);

  const runs = await Promise.all([1, 2].map(() => runProgram('commands/migrate', folder, { DATABASE_URL: url })));
  const books = await select(url, BOOKS);

  expect(names).not.toEqual([]);
  expect(runs.map(({ stderr }) => stderr)).toEqual(['', '']);
  expect(runs.map(({ code }) => code)).toEqual([0, 0]);
  expect(runs.map(({ stdout }) => stdout.trim()).sort()).toEqual([`applied ${names.join(', ')}`, 'nothing to migrate']);
  expect(books.map((row) => row['migration_name'])).toEqual(names);
  expect(books.map((row) => row['checksum'])).toEqual(readMigrations(on).map(({ checksum }) => checksum));
  for (const row of books) expect(row).toMatchObject({ finished_at: expect.anything(), rolled_back_at: null });
});

test.for(providers)('migrating again changes nothing on %s', async (on) => {
  const { url, folder } = await emptyDatabase(on);
  await runProgram('commands/migrate', folder, { DATABASE_URL: url });
  const before = { facts: await schemaFacts(url, on), books: await select(url, BOOKS) };

  const { code, stdout } = await runProgram('commands/migrate', folder, { DATABASE_URL: url });
  const after = { facts: await schemaFacts(url, on), books: await select(url, BOOKS) };

  expect(code).toBe(0);
  expect(stdout).toBe('nothing to migrate\n');
  expect(after).toEqual(before);
});

test('a migration of a database nobody answers for ends with a sentence and without the password', async () => {
  const { folder } = await emptyDatabase('sqlite');
  const url = 'postgresql://shop:hunter2@127.0.0.1:1/shop';

  const { code, stdout, stderr } = await runProgram('commands/migrate', folder, { DATABASE_URL: url });

  expect(code).toBe(1);
  expect(stdout).toBe('');
  expect(stderr.trim()).not.toBe('');
  expect(stderr).not.toContain('hunter2');
});
