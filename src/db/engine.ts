import type { Db, PlainTx } from './client.js';
import type { DbMeter } from './db-meter.js';
import type { Reader, Row, Writer } from './statements/types.js';

/** What a database does beside Prisma; whoever opens one makes it. */
export type Engine = {
  /** Reads what is committed. */
  reader: Reader;
  /** One hand-written statement that is its own transaction, on the connection that writes: it answers what it returns. */
  writeOne(text: string, values: readonly unknown[]): Promise<Row[]>;
  /** Begins a transaction without Prisma. One that `mayShareCommit` may wait for others to commit together with them. */
  begin(mayShareCommit: boolean): Promise<OpenTransaction>;
  /** How long such a transaction may take, in milliseconds. */
  withinMs: number;
  meter: DbMeter | undefined;
};

/** A transaction that a database has begun. Its writer refuses everything once it has ended. */
export type OpenTransaction = {
  writer: Writer;
  commit(): Promise<void>;
  /** `cause` is why. Rejects where what was seen in the transaction was never so. */
  rollback(cause: unknown): Promise<void>;
};

/** `listeners` are told after every announced transaction of this process. */
type Attached = Engine & { listeners: Set<() => void> };

/** A transaction under way: its writer, and whether those who listen are to be told once it is committed. */
type UnderWay = { writer: Writer; isAnnounced: boolean };

// A Prisma client and its transactions have no room for what is ours: all of it hangs here, and nowhere else.
const engines = new WeakMap<object, Attached>();
const transactions = new WeakMap<object, UnderWay>();

export function attachEngine(db: object, engine: Engine): void {
  engines.set(db, { ...engine, listeners: new Set() });
}

export function engineOf(db: Db): Attached {
  const engine = engines.get(db);
  if (!engine) throw new Error('this database was not opened by createDb');
  return engine;
}

/** What measures the database, if anything does. */
export function meterOf(db: Db): DbMeter | undefined {
  return engines.get(db)?.meter;
}

/** The transaction, which has this writer from now on. */
export function begun<Opened extends PlainTx>(tx: Opened, writer: Writer): Opened {
  transactions.set(tx, { writer, isAnnounced: false });
  return tx;
}

/** The reader of a database, or of a transaction under way. */
export function readerIn(db: Db | PlainTx): Reader {
  return transactions.get(db)?.writer ?? engineOf(db as Db).reader;
}

export function underWay(tx: PlainTx): UnderWay {
  const found = transactions.get(tx);
  if (!found) throw new Error('this transaction was begun by neither inTransaction nor inPlainTransaction');
  return found;
}
