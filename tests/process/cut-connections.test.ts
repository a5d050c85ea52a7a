import { expect, onTestFinished, test } from 'vitest';
import type { Db } from '../../src/db/client.js';
import { closeDb, createDb } from '../../src/db/open.js';
import { isDatabaseTrouble } from '../../src/db/prisma-errors.js';
import { inTransaction } from '../../src/db/transaction.js';
import { emptyDatabase } from '../support/raw-database.js';

const ROUNDS = 20;

/** A database with one connection for everybody, so that the next statement waits for the one before it. */
async function oneConnection(): Promise<Db> {
  const { url } = await emptyDatabase('postgresql');
  const db = createDb(url, { sharesConnections: false, poolSize: 1, timeoutMs: 10_000 });
  onTestFinished(() => closeDb(db));
  return db;
}

test.for<[string, (db: Db) => Promise<unknown>]>([
  ['a statement', (db) => db.$queryRaw`SELECT pg_terminate_backend(pg_backend_pid())`],
  ['a transaction', (db) => inTransaction(db, (tx) => tx.$queryRaw`SELECT pg_terminate_backend(pg_backend_pid())`)],
])('whoever waits while PostgreSQL cuts the connection of %s gets another one', async ([, cut]) => {
  const db = await oneConnection();

  for (let round = 0; round < ROUNDS; round += 1) {
    const [ended, next] = await Promise.allSettled([cut(db), db.$queryRaw`SELECT 1 AS one`]);

    expect(ended.status === 'rejected' && isDatabaseTrouble(ended.reason)).toBe(true);
    expect(next).toEqual({ status: 'fulfilled', value: [{ one: 1 }] });
  }
});
