import type { Tx } from '../client.js';
import { writerOf } from './writer.js';

/** Inserts records into a table; `columns` says which column holds which field. */
export function insertRows<Row extends object>(
  tx: Tx,
  table: string,
  columns: Record<keyof Row & string, string>,
  rows: readonly Row[],
): Promise<void> {
  const fields = Object.keys(columns) as (keyof Row & string)[];
  return writerOf(tx).insert(
    table,
    fields.map((field) => columns[field]),
    rows.map((row) => fields.map((field) => row[field])),
  );
}
