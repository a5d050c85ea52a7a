import type { PrismaPg } from '@prisma/adapter-pg';
import type { SqlDriverAdapter, SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import type { ClientBase } from 'pg';
import { offerWriter, type Writer } from '../statements/writer.js';

/** Prisma's adapter for PostgreSQL, whose transactions also offer their connection to hand-written statements. */
export class WritingPgFactory implements SqlDriverAdapterFactory {
  readonly provider = 'postgres' as const;
  readonly adapterName: string;
  readonly #inner: PrismaPg;
  readonly #writerOn: (client: ClientBase) => Writer;

  constructor(inner: PrismaPg, writerOn: (client: ClientBase) => Writer) {
    this.#inner = inner;
    this.#writerOn = writerOn;
    this.adapterName = inner.adapterName;
  }

  async connect(): Promise<SqlDriverAdapter> {
    const adapter: SqlDriverAdapter = await this.#inner.connect();
    const start = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (isolationLevel) => {
      const transaction = await start(isolationLevel);
      // Its connection, which the types keep to themselves.
      offerWriter(this.#writerOn((transaction as unknown as { client: ClientBase }).client));
      return transaction;
    };
    return adapter;
  }
}
