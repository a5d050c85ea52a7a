import type { Db, PlainTx } from '../client.js';
import { readerIn } from '../engine.js';
import type { Reader } from './types.js';

export type { Reader, Row } from './types.js';

/** The reader of this database, or of a transaction that `inTransaction` or `inPlainTransaction` began. */
export function readerOf(db: Db | PlainTx): Reader {
  return readerIn(db);
}
