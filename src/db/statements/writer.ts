import { AsyncLocalStorage } from 'node:async_hooks';
import type { Prisma } from '../../generated/sqlite/client.js';
import type { PlainTx, Tx } from '../client.js';
import { begun, underWay } from '../engine.js';
import type { Writer } from './types.js';

export type { Insert, Writer } from './types.js';

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
    return work(begun(tx as Tx, seat.writer));
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
  return underWay(tx).writer;
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
