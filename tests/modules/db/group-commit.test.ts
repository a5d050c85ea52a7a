import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Db, PlainTx } from '../../../src/db/client.js';
import { closeDb, createDb } from '../../../src/db/open.js';
import { writerOf } from '../../../src/db/statements/writer.js';
import { inPlainTransaction } from '../../../src/db/transaction.js';

let folder: string;
let db: Db;
const statements: string[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fabclean-shared-commits-'));
  const onStatement = ({ query }: { query: string }) => statements.push(query);
  db = createDb(`file:${join(folder, 'test.db')}`, { poolSize: 1, timeoutMs: 5_000, onStatement });
  await db.$executeRawUnsafe('CREATE TABLE shelves (id INTEGER PRIMARY KEY)');
  // Looked at by COMMIT, which fails.
  await db.$executeRawUnsafe(
    'CREATE TABLE things (name TEXT PRIMARY KEY, shelf INTEGER REFERENCES shelves DEFERRABLE INITIALLY DEFERRED)',
  );
  statements.length = 0;
});
afterEach(async () => {
  vi.restoreAllMocks();
  await closeDb(db);
  rmSync(folder, { recursive: true });
});

const put = (tx: PlainTx, name: string, shelf: number | null = null) =>
  writerOf(tx).change('INSERT INTO things (name, shelf) VALUES ($1, $2)', [name, shelf]);
const store = (name: string, shelf: number | null = null) => inPlainTransaction(db, (tx) => put(tx, name, shelf));
const stored = async () =>
  (await db.$queryRaw<{ name: string }[]>`SELECT name FROM things ORDER BY name`).map(({ name }) => name);
const NO_SHELF = 404;
/** A busy machine may take longer between two transactions than one of them waits for the next. */
const stopTheClock = () => vi.spyOn(performance, 'now').mockReturnValue(1_000);
const commitFailure = expect.objectContaining({ code: 'SQLITE_CONSTRAINT_FOREIGNKEY' });

test('transactions that wait for each other share one commit, and one alone has its own', async () => {
  stopTheClock();
  await Promise.all(['a', 'b', 'c', 'd'].map((name) => store(name)));
  expect(statements.filter((text) => /^(BEGIN|COMMIT|SAVEPOINT)/.test(text))).toEqual([
    'BEGIN IMMEDIATE',
    'SAVEPOINT member',
    'SAVEPOINT member',
    'SAVEPOINT member',
    'COMMIT',
  ]);
  statements.length = 0;

  await store('e');

  expect(statements.filter((text) => !text.startsWith('INSERT'))).toEqual(['BEGIN IMMEDIATE', 'COMMIT']);
  expect(await stored()).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test.for([0, 1, 3])('the one at place %i that fails leaves what its neighbours stored', async (place) => {
  const names = ['a', 'b', 'c', 'd'];
  const failing = (name: string) =>
    inPlainTransaction(db, async (tx) => {
      await put(tx, name);
      throw new Error('fails late');
    });

  const outcomes = await Promise.allSettled(
    names.map((name, index) => (index === place ? failing(name) : store(name))),
  );

  expect(outcomes.map(({ status }) => status)).toEqual(
    names.map((_, index) => (index === place ? 'rejected' : 'fulfilled')),
  );
  expect(await stored()).toEqual(names.filter((_, index) => index !== place));
});

test('a COMMIT that fails acknowledges nobody, also not the failure of one that saw what was never so', async () => {
  stopTheClock();
  const refused = () =>
    inPlainTransaction(db, async (tx) => {
      const [seen] = await writerOf(tx).all('SELECT name FROM things', []);
      throw new Error(`${String(seen?.['name'])} is there already`);
    });

  const outcomes = await Promise.allSettled([store('a'), refused(), store('c', NO_SHELF)]);

  expect(outcomes).toEqual(outcomes.map(() => ({ status: 'rejected', reason: commitFailure })));
  expect(await stored()).toEqual([]);
});

test('what is not committed is not seen by a statement outside, however many are done with it', async () => {
  stopTheClock();
  const first = store('a');
  const second = store('b', NO_SHELF);
  const seen = stored();

  await expect(first).rejects.toEqual(commitFailure);
  await expect(second).rejects.toEqual(commitFailure);
  expect(await seen).toEqual([]);
  await store('c');
  expect(await stored()).toEqual(['c']);
});

test('who takes long holds up nobody that is done, and is done again by itself', async () => {
  let tries = 0;
  let isSlowDone = false;
  const quick = store('quick');
  const slow = inPlainTransaction(db, async (tx) => {
    tries += 1;
    await put(tx, 'slow');
    await sleep(100);
    await put(tx, `slow ${tries}`);
  }).then(() => {
    isSlowDone = true;
  });
  const behind = store('behind');

  await quick;
  expect(isSlowDone).toBe(false);
  await Promise.all([slow, behind]);

  expect(await stored()).toEqual(['behind', 'quick', 'slow', 'slow 2']);
});

test('what a transaction left running is refused, and not written into the next one', async () => {
  let left: Promise<unknown> = Promise.resolve();
  await inPlainTransaction(db, async (tx) => {
    await put(tx, 'a');
    left = sleep(10).then(() => put(tx, 'late'));
    left.catch(() => undefined);
  });
  await inPlainTransaction(db, async (tx) => {
    await sleep(30);
    await put(tx, 'b');
  });

  await expect(left).rejects.toThrow('a statement came after the end of its transaction');
  expect(await stored()).toEqual(['a', 'b']);
});
