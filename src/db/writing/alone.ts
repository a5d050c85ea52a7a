import type { Db } from '../client.js';
import type { Row } from '../reading/reader.js';

/** One hand-written statement that is its own transaction, on the connection that writes: it answers what it returns. */
export type Alone = (text: string, values: readonly unknown[]) => Promise<Row[]>;

const writers = new WeakMap<object, Alone>();

/** Gives a database its way to write one statement; whoever opens one does. */
export function attachAlone(db: object, alone: Alone): void {
  writers.set(db, alone);
}

/** Runs one statement with parameters `$1`, `$2`, … for which a transaction would be three round trips. */
export function writeAlone(db: Db, text: string, values: readonly unknown[]): Promise<Row[]> {
  const alone = writers.get(db);
  if (!alone) throw new Error('this database has no way to write one statement');
  return alone(text, values);
}
