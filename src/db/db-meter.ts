/** Connections of one process to PostgreSQL, and requests that wait for one. */
export type PoolCounts = { total: number; idle: number; waiting: number };

/** What measures a database from the inside; each part is called where it happens, and must not throw. */
export type DbMeter = {
  /** How long a statement or transaction of SQLite waited for its turn. */
  lockWaited(seconds: number): void;
  /** A transaction is run again, because it met another one. */
  retried(): void;
  /** The pool of PostgreSQL was made; `counts` tells how it stands. */
  poolMade(counts: () => PoolCounts): void;
};
