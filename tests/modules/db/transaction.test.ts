import { afterEach, expect, test, vi } from 'vitest';
import type { Db } from '../../../src/db/client.js';
import { inTransaction } from '../../../src/db/transaction.js';

const conflict = Object.assign(new Error('write conflict'), { code: 'P2034' });
const statementTimeout = Object.assign(new Error('too slow'), { code: 'P2039' });

afterEach(() => vi.restoreAllMocks());

/** A database whose transactions fail with `failure`, each after `seconds` of the clock that the code under test reads. */
function failing(failure: unknown, seconds = 0) {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  const attempts = vi.fn(() => {
    now += seconds * 1_000;
    return Promise.reject(failure);
  });
  return { db: { $transaction: attempts } as unknown as Db, attempts };
}

test('a write conflict is tried five times in all', async () => {
  const { db, attempts } = failing(conflict);

  await expect(inTransaction(db, async () => undefined)).rejects.toBe(conflict);

  expect(attempts).toHaveBeenCalledTimes(5);
});

test('nothing is tried again once eight seconds have gone by', async () => {
  const slow = failing(conflict, 3);
  await expect(inTransaction(slow.db, async () => undefined)).rejects.toBe(conflict);
  expect(slow.attempts).toHaveBeenCalledTimes(3);

  const slower = failing(conflict, 8);
  await expect(inTransaction(slower.db, async () => undefined)).rejects.toBe(conflict);
  expect(slower.attempts).toHaveBeenCalledTimes(1);
});

test('what the caller says passes by itself has the same deadline', async () => {
  const { db, attempts } = failing(statementTimeout, 6);

  await expect(
    inTransaction(
      db,
      async () => undefined,
      () => true,
    ),
  ).rejects.toBe(statementTimeout);

  expect(attempts).toHaveBeenCalledTimes(2);
});

test('a statement or a lock that took too long is not tried again', async () => {
  const { db, attempts } = failing(statementTimeout);

  await expect(inTransaction(db, async () => undefined)).rejects.toBe(statementTimeout);

  expect(attempts).toHaveBeenCalledTimes(1);
});
