import type { Db, PlainTx } from './client.js';
import { attachReader } from './statements/reader.js';
import type { Writer } from './statements/writer.js';
import { tooLate } from './time-budget.js';

/** A transaction that a database has begun. Its writer refuses everything once it has ended. */
export type OpenTransaction = {
  writer: Writer;
  commit(): Promise<void>;
  /** `cause` is why. Rejects where what was seen in the transaction was never so. */
  rollback(cause: unknown): Promise<void>;
};

/** Begins transactions, and says how long one may take. `isPatient` ones may wait for others to share their commit. */
export type Beginner = { begin(isPatient: boolean): Promise<OpenTransaction>; withinMs: number };

const beginners = new WeakMap<object, Beginner>();

/** Gives a database what begins its plain transactions; whoever opens it does. */
export function attachBeginner(db: object, beginner: Beginner): void {
  beginners.set(db, beginner);
}

/** Runs `work` in one transaction without Prisma, which takes its part of the time to do nothing for hand-written statements. */
export async function runPlainly<T>(db: Db, isPatient: boolean, work: (tx: PlainTx) => Promise<T>): Promise<T> {
  const beginner = beginners.get(db);
  if (!beginner) throw new Error('this database cannot begin plain transactions');
  const opened = await beginner.begin(isPatient);
  const tx = {} as PlainTx;
  attachReader(tx, opened.writer);
  const result = await inTimeOf(beginner.withinMs, work(tx)).catch(async (error: unknown) => {
    await opened.rollback(error);
    throw error;
  });
  await opened.commit();
  return result;
}

async function inTimeOf<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(tooLate()), milliseconds);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
