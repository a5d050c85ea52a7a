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

/**
 * Hand-written statements inside a transaction, beside Prisma's and on the same connection, for the writes a shop makes all day.
 * What is read here is what the transaction itself sees. Values of JavaScript are taken as they are: dates, booleans, bigints.
 */
export type Writer = Reader & {
  /** How many rows an UPDATE or DELETE changed. */
  change(text: string, values: readonly unknown[]): Promise<number>;
  /** Inserts rows into one table after the other, in one round trip. */
  insert(inserts: readonly Insert[]): Promise<void>;
  /** What at the end of a SELECT holds its rows until the transaction ends; nothing on SQLite, where one transaction writes at a time. */
  holding(strength: 'FOR NO KEY UPDATE' | 'FOR KEY SHARE'): string;
};

/** Rows for the columns of a table. */
export type Insert = { table: string; columns: readonly string[]; rows: readonly (readonly unknown[])[] };
