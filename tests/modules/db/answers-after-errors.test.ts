import { expect, onTestFinished, test } from 'vitest';
import type { Db } from '../../../src/db/client.js';
import { closeDb, createDb } from '../../../src/db/open.js';
import { seededDatabase } from '../../support/raw-database.js';

/*
 * Prisma was reported to hand later statements of a connection the answers to others, once the database refused a statement of an
 * interactive transaction.
 */

const ROUNDS = 25;

/** What the database itself refuses. Each takes the rest of its transaction with it. */
const refused: [what: string, statement: (tx: Pick<Db, '$queryRaw' | 'service'>) => Promise<unknown>][] = [
  ['a division by zero', (tx) => tx.$queryRaw`SELECT 1 / (SELECT count(*) - count(*) FROM services)`],
  ['a table that is not there', (tx) => tx.$queryRaw`SELECT * FROM nowhere`],
  ['a parameter of another type', (tx) => tx.$queryRaw`SELECT ${'x'}::int`],
  ['a taken key', (tx) => tx.service.create({ data: { id: 's1', name: 'Taken', priceMinor: 1n } as never })],
];

test.for(refused)('after %s in a transaction nobody gets the answer to another question', async ([, statement]) => {
  const db = await onThreeConnections();
  let [asked, failed] = [0, 0];
  const answerTo = async (tx: Pick<Db, '$queryRaw'>, question: number) => {
    const [row] = await tx.$queryRaw<{ answer: number }[]>`SELECT ${question}::int AS answer`;
    expect(row?.answer).toBe(question);
  };
  const spoilt = (round: number) =>
    db.$transaction(async (tx) => {
      await answerTo(tx, ++asked);
      // Sent together, before anybody knows: those behind the refused one are refused too, or get an answer of their own.
      const together = [answerTo(tx, ++asked), statement(tx), answerTo(tx, ++asked), answerTo(tx, ++asked)];
      const outcomes = await Promise.allSettled(together);
      for (const outcome of outcomes) if (outcome.status === 'rejected') expectRefusal(outcome.reason);
      expect(outcomes[1]?.status).toBe('rejected');
      await answerTo(tx, ++asked).then(() => expect.unreachable('the transaction was over'), expectRefusal);
      throw new Error(`round ${round} is over`);
    });

  for (let round = 0; round < ROUNDS; round += 1) {
    const bystanders = Array.from({ length: 4 }, () => answerTo(db, ++asked));
    const orderly = db.$transaction(async (tx) => {
      await answerTo(tx, ++asked);
      await Promise.all([answerTo(tx, ++asked), answerTo(tx, ++asked)]);
    });
    await expect(spoilt(round)).rejects.toThrow(`round ${round} is over`);
    failed += 1;
    await Promise.all([...bystanders, orderly, answerTo(db, ++asked)]);
  }

  expect(failed).toBe(ROUNDS);
  const [left] = await db.$queryRaw<{ open: bigint }[]>`
    SELECT count(*) AS open FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'`;
  expect(left?.open).toBe(0n);
});

/** The database refused; an answer to another question would be an assertion's error. */
function expectRefusal(error: unknown): void {
  expect(String((error as Error).message)).not.toMatch(/expected .* to be/);
  expect((error as { code?: string }).code).toMatch(/^P20\d\d$/);
}

async function onThreeConnections(): Promise<Db> {
  const { url } = await seededDatabase('postgresql');
  const db = createDb(url, { poolSize: 3, timeoutMs: 20_000 });
  onTestFinished(() => closeDb(db));
  return db;
}
