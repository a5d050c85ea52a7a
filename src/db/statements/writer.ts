import { AsyncLocalStorage } from 'node:async_hooks';
import type { Prisma } from '../../generated/sqlite/client.js';
import type { PlainTx, Tx } from '../client.js';
import { attachReader, type Reader, readerOf } from './reader.js';

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

type Seat = { writer: Writer | undefined };

const storage = new AsyncLocalStorage<Seat>();

/**
 * Runs `begin`, which opens a transaction, and gives `work` the writer of whatever transaction that was. Prisma does not tell which of
 * its connections a transaction is on; the adapter that opens it does, by `offerWriter`.
 */
export function withWriter<T>(
  begin: (work: (tx: Prisma.TransactionClient) => Promise<T>) => Promise<T>,
  work: (tx: Tx) => Promise<T>,
) {
  const seat: Seat = { writer: undefined };
  const seated = (tx: Prisma.TransactionClient) => {
    if (!seat.writer) throw new Error('a transaction began without its adapter offering a writer');
    attachReader(tx, seat.writer);
    return work(tx as Tx);
  };
  return storage.run(seat, () => begin(seated));
}

/** Called by an adapter that has just begun a transaction. */
export function offerWriter(writer: Writer): void {
  const seat = storage.getStore();
  if (seat) seat.writer = writer;
}

/** The writer of a transaction that `inTransaction` or `inPlainTransaction` began. */
export function writerOf(tx: PlainTx): Writer {
  return readerOf(tx) as Writer;
}

/** The writer for as long as `refuse` does not throw: what is left of a transaction must not write into the next one on its connection. */
export function revocable(writer: Writer, refuse: () => void): Writer {
  const guard =
    <Given extends unknown[], T>(send: (...given: Given) => Promise<T>) =>
    async (...given: Given): Promise<T> => {
      refuse();
      return send(...given);
    };
  return { ...writer, all: guard(writer.all), change: guard(writer.change), insert: guard(writer.insert) };
}
