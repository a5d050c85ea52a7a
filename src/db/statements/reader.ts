import type { Db, PlainTx } from '../client.js';

export type Row = Readonly<Record<string, unknown>>;

/**
 * Hand-written SELECTs beside Prisma, for the reads a shop asks for all day: prepared once, without an ORM's share of the time.
 * They see what is committed, or what their own transaction sees. Parameters are `$1`, `$2`, … on both databases;
 * columns come as the database has them, for `values.ts` to read.
 */
export type Reader = {
  all(text: string, values: readonly unknown[]): Promise<Row[]>;
  /** A condition that a column has one of these values, as parameter `$place`, and that parameter. */
  among(
    column: string,
    type: 'int' | 'text',
    place: number,
    values: readonly (string | number)[],
  ): { text: string; value: unknown };
  /** The rows of a subselect as one column, for `rowsIn` of `values.ts` to read: the columns, then what to select them from. */
  nested(columns: readonly string[], from: string, order: string): string;
  /** A time as a parameter. */
  time(at: Date): unknown;
  close(): void;
};

const readers = new WeakMap<object, Reader>();

/** Gives a database or a transaction its reader; whoever opens one does. */
export function attachReader(db: object, reader: Reader): void {
  readers.set(db, reader);
}

/** The reader of this database, or of a transaction that `inTransaction` or `inPlainTransaction` began. */
export function readerOf(db: Db | PlainTx): Reader {
  const reader = readers.get(db);
  if (!reader) throw new Error('this database or transaction has no reader');
  return reader;
}
