import type { PlainTx } from './client.js';
import { type Insert, writerOf } from './statements/writer.js';

export type { Insert };

/** Records for a table; `columns` says which column holds which field. */
export function rowsFor<Row extends object>(
  table: string,
  columns: Record<keyof Row & string, string>,
  rows: readonly Row[],
): Insert {
  const fields = Object.keys(columns) as (keyof Row & string)[];
  return {
    table,
    columns: fields.map((field) => columns[field]),
    rows: rows.map((row) => fields.map((field) => row[field])),
  };
}

/** Inserts all of these, those that others refer to first. No rows at all are fine. */
export async function insertRows(tx: PlainTx, ...inserts: readonly Insert[]): Promise<void> {
  const wanted = inserts.filter(({ rows }) => rows.length > 0);
  if (wanted.length > 0) await writerOf(tx).insert(wanted);
}
