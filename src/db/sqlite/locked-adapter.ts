import type {
  ConnectionInfo,
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlQuery,
  SqlResultSet,
  Transaction,
} from '@prisma/driver-adapter-utils';
import type { Database } from 'better-sqlite3';
import type { DbOptions } from '../db-options.js';
import type { OpenTransaction } from '../engine.js';
import type { Row } from '../statements/reader.js';
import { offerWriter, type Writer } from '../statements/writer.js';
import { inTime } from '../time-budget.js';
import { GroupCommit } from './group-commit.js';
import { LockedTransaction } from './locked-transaction.js';
import { retryBusy } from './retry-busy.js';
import { type Release, WriteLock } from './write-lock.js';
import { createSqliteWriter } from './writer.js';

// WAL with FULL syncs the log before each commit is acknowledged; the adapter's own default may lose the last ones on power loss.
const PRAGMAS = 'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;';

/** SQLite's own limit since 3.32; told nothing, Prisma assumes 999 and fails on lists of about as many orders. */
const MAX_BIND_VALUES = 32_766;

export type LockOptions = Pick<DbOptions, 'timeoutMs' | 'queueSize' | 'storage' | 'meter' | 'onStatement'>;

/**
 * The write lock. The SQLite adapter has one connection, so a statement sent while somebody else's transaction is open would run
 * inside it and vanish with its rollback. Here a transaction holds the lock from BEGIN to COMMIT and every other statement waits.
 */
export class LockedSqliteFactory implements SqlDriverAdapterFactory {
  readonly provider = 'sqlite' as const;
  readonly adapterName: string;
  readonly #inner: SqlDriverAdapterFactory;
  readonly #options: LockOptions;
  #connected: LockedSqliteAdapter | undefined;

  constructor(inner: SqlDriverAdapterFactory, options: LockOptions) {
    this.#inner = inner;
    this.#options = options;
    this.adapterName = inner.adapterName;
  }

  async connect(): Promise<SqlDriverAdapter> {
    const connection = await this.#inner.connect();
    await retryBusy(() => connection.executeScript(PRAGMAS));
    this.#connected = new LockedSqliteAdapter(connection, this.#options);
    return this.#connected;
  }

  /** Begins a transaction without Prisma on the connection that Prisma has; `connect` makes Prisma have one. */
  async beginPlain(mayShareCommit: boolean, connect: () => Promise<void>): Promise<OpenTransaction> {
    return (await this.#connection(connect)).beginPlain(mayShareCommit);
  }

  /** Runs one statement written by hand on that connection. */
  async writeOne(text: string, values: readonly unknown[], connect: () => Promise<void>): Promise<Row[]> {
    return (await this.#connection(connect)).writeOne(text, values);
  }

  async #connection(connect: () => Promise<void>): Promise<LockedSqliteAdapter> {
    if (!this.#connected) await connect();
    if (!this.#connected) throw new Error('Prisma connected without its adapter');
    return this.#connected;
  }
}

class LockedSqliteAdapter implements SqlDriverAdapter {
  readonly provider = 'sqlite' as const;
  readonly adapterName: string;
  readonly #connection: SqlDriverAdapter;
  readonly #options: LockOptions;
  readonly #lock: WriteLock;
  readonly #writer: Writer;
  readonly #shared: GroupCommit;

  constructor(connection: SqlDriverAdapter, options: LockOptions) {
    this.#connection = connection;
    this.#options = options;
    this.#lock = new WriteLock((seconds) => options.meter?.lockWaited(seconds), options.queueSize);
    // Its connection, which the types keep to themselves.
    const { client } = connection as unknown as { client: Database };
    this.#writer = createSqliteWriter(client, { storage: options.storage, onStatement: options.onStatement });
    const takeLock = (begin: () => void, since: number) =>
      this.#inTurn(async (release) => {
        begin();
        return release;
      }, since);
    this.#shared = new GroupCommit(client, this.#writer, takeLock, options);
    this.adapterName = connection.adapterName;
  }

  beginPlain(mayShareCommit: boolean): Promise<OpenTransaction> {
    return this.#shared.begin(mayShareCommit);
  }

  queryRaw(query: SqlQuery): Promise<SqlResultSet> {
    return this.#alone(() => this.#connection.queryRaw(query));
  }

  executeRaw(query: SqlQuery): Promise<number> {
    return this.#alone(() => this.#connection.executeRaw(query));
  }

  /** One statement written by hand, in its turn. */
  writeOne(text: string, values: readonly unknown[]): Promise<Row[]> {
    return this.#alone(() => this.#writer.all(text, values));
  }

  executeScript(script: string): Promise<void> {
    return this.#alone(() => this.#connection.executeScript(script));
  }

  startTransaction(): Promise<Transaction> {
    return this.#inTurn(async (release) => {
      // IMMEDIATE takes the write lock here, where waiting for another process is harmless, instead of half way through.
      await this.#connection.executeScript('BEGIN IMMEDIATE');
      offerWriter(this.#writer);
      return new LockedTransaction(this.#connection, this.#options.storage, release);
    });
  }

  getConnectionInfo(): ConnectionInfo {
    return { ...this.#connection.getConnectionInfo?.(), supportsRelationJoins: false, maxBindValues: MAX_BIND_VALUES };
  }

  async dispose(): Promise<void> {
    const release = await this.#lock.enter();
    await this.#connection.dispose().finally(release);
  }

  #alone<T>(statement: () => Promise<T>): Promise<T> {
    return this.#inTurn(async (release) => {
      const result = await statement();
      release();
      return result;
    });
  }

  /** Hands the lock to `work`, which lets it go unless it fails. Each try for a locked file takes its turn anew, so that reads pass it. */
  #inTurn<T>(work: (release: Release) => Promise<T>, since = performance.now()): Promise<T> {
    return inTime(this.#options.timeoutMs, (leftMs) => {
      const deadline = performance.now() + leftMs;
      return retryBusy(async () => {
        const release = await this.#lock.enter(Math.max(0, deadline - performance.now()), since);
        try {
          return await work(release);
        } catch (error) {
          release();
          this.#options.storage?.saw(error);
          throw error;
        }
      }, leftMs);
    });
  }
}
