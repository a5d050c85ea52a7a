import type { Db } from '../client.js';
import { engineOf } from '../engine.js';
import type { Row } from './types.js';

/** Runs one statement with parameters `$1`, `$2`, … for which a transaction would be three round trips. */
export function autocommit(db: Db, text: string, values: readonly unknown[]): Promise<Row[]> {
  return engineOf(db).writeOne(text, values);
}
