import type { Db, PlainTx } from './client.js';
import { begun, engineOf } from './engine.js';
import { tooLate } from './time-budget.js';

/** Runs `work` in one transaction without Prisma, which takes its part of the time to do nothing for hand-written statements. */
export async function runPlainly<T>(db: Db, mayShareCommit: boolean, work: (tx: PlainTx) => Promise<T>): Promise<T> {
  const engine = engineOf(db);
  const opened = await engine.begin(mayShareCommit);
  const tx = begun({} as PlainTx, opened.writer);
  const result = await inTimeOf(engine.withinMs, work(tx)).catch(async (error: unknown) => {
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
