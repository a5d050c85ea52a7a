import type { Db } from '../client.js';
import type { Row } from './reader.js';

/** One hand-written statement that is its own transaction, on the connection that writes: it answers what it returns. */
export type Autocommit = (text: string, values: readonly unknown[]) => Promise<Row[]>;

const writers = new WeakMap<object, Autocommit>();

/** Gives a database its way to write one statement; whoever opens one does. */
export function attachAutocommit(db: object, write: Autocommit): void {
  writers.set(db, write);
}

/** Runs one statement with parameters `$1`, `$2`, … for which a transaction would be three round trips. */
export function autocommit(db: Db, text: string, values: readonly unknown[]): Promise<Row[]> {
  const write = writers.get(db);
  if (!write) throw new Error('this database has no way to write one statement');
  return write(text, values);
}
