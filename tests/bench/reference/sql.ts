export type Row = Record<string, unknown>;

/** Prepared statements on one database, as a careful hand would write them: parameters are `$1`, `$2`, … on both. */
export type Sql = {
  all(text: string, ...values: unknown[]): Promise<Row[]>;
  /** Inserts rows of equal shape. */
  insert(table: string, columns: string[], rows: unknown[][]): Promise<void>;
};

export type ReferenceDatabase = Sql & {
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** A time as the database takes it, and as it gives it back in ISO 8601. */
  toTime(at: Date): unknown;
  fromTime(value: unknown): string;
  toBoolean(value: boolean): unknown;
  /** The condition that a column has one of these values, and its parameters, which begin at `$first`. */
  among(column: string, values: string[], first: number): { text: string; values: unknown[] };
  /** The same condition on `id`, in an UPDATE of rows that others update as well: they are locked in one order, so that nobody deadlocks. */
  inOrder(table: string, condition: string): string;
  /** A value of an enum column in SQL. */
  asEnum(parameter: string, name: string): string;
};
