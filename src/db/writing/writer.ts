import { AsyncLocalStorage } from 'node:async_hooks';
import type { Tx } from '../client.js';
import { attachReader, type Reader, readerOf } from '../reading/reader.js';

/**
 * Hand-written statements inside a transaction, beside Prisma's and on the same connection, for the writes a shop makes all day.
 * What is read here is what the transaction itself sees. Values of JavaScript are taken as they are: dates, booleans, bigints.
 */
export type Writer = Reader & {
  /** How many rows an UPDATE or DELETE changed. */
  change(text: string, values: readonly unknown[]): Promise<number>;
  /** Inserts rows of these columns; none at all is fine. */
  insert(table: string, columns: readonly string[], rows: readonly (readonly unknown[])[]): Promise<void>;
};

type Seat = { writer: Writer | undefined };

const storage = new AsyncLocalStorage<Seat>();

/**
 * Runs `begin`, which opens a transaction, and gives `work` the writer of whatever transaction that was. Prisma does not tell which of
 * its connections a transaction is on; the adapter that opens it does, by `offerWriter`.
 */
export function withWriter<T>(begin: (work: (tx: Tx) => Promise<T>) => Promise<T>, work: (tx: Tx) => Promise<T>) {
  const seat: Seat = { writer: undefined };
  const seated = (tx: Tx) => {
    if (!seat.writer) throw new Error('a transaction began without its adapter offering a writer');
    attachReader(tx, seat.writer);
    return work(tx);
  };
  return storage.run(seat, () => begin(seated));
}

/** Called by an adapter that has just begun a transaction. */
export function offerWriter(writer: Writer): void {
  const seat = storage.getStore();
  if (seat) seat.writer = writer;
}

/** The writer of a transaction that `inTransaction` began. */
export function writerOf(tx: Tx): Writer {
  return readerOf(tx) as Writer;
}
