import type {
  ConnectionInfo,
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlQuery,
  SqlResultSet,
  Transaction,
} from '@prisma/driver-adapter-utils';
import { Gate, type OnWait, type Release } from './gate.js';
import { GatedTransaction } from './gated-transaction.js';
import { retryBusy } from './retry-busy.js';

// WAL with FULL syncs the log before each commit is acknowledged; the adapter's own default may lose the last ones on power loss.
const PRAGMAS = 'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;';

/** SQLite's own limit since 3.32; told nothing, Prisma assumes 999 and fails on lists of about as many orders. */
const MAX_BIND_VALUES = 32_766;

/**
 * The write gate. The SQLite adapter has one connection, so a statement sent while somebody else's transaction is open would run
 * inside it and vanish with its rollback. Here a transaction holds the gate from BEGIN to COMMIT and every other statement waits.
 */
export class GatedSqliteFactory implements SqlDriverAdapterFactory {
  readonly provider = 'sqlite' as const;
  readonly adapterName: string;
  readonly #inner: SqlDriverAdapterFactory;
  readonly #onWait: OnWait;

  constructor(inner: SqlDriverAdapterFactory, onWait: OnWait) {
    this.#inner = inner;
    this.#onWait = onWait;
    this.adapterName = inner.adapterName;
  }

  async connect(): Promise<SqlDriverAdapter> {
    const connection = await this.#inner.connect();
    await retryBusy(() => connection.executeScript(PRAGMAS));
    return new GatedSqliteAdapter(connection, this.#onWait);
  }
}

class GatedSqliteAdapter implements SqlDriverAdapter {
  readonly provider = 'sqlite' as const;
  readonly adapterName: string;
  readonly #connection: SqlDriverAdapter;
  readonly #gate: Gate;

  constructor(connection: SqlDriverAdapter, onWait: OnWait) {
    this.#connection = connection;
    this.#gate = new Gate(onWait);
    this.adapterName = connection.adapterName;
  }

  queryRaw(query: SqlQuery): Promise<SqlResultSet> {
    return this.#alone(() => this.#connection.queryRaw(query));
  }

  executeRaw(query: SqlQuery): Promise<number> {
    return this.#alone(() => this.#connection.executeRaw(query));
  }

  executeScript(script: string): Promise<void> {
    return this.#alone(() => this.#connection.executeScript(script));
  }

  async startTransaction(): Promise<Transaction> {
    const release = await this.#gate.enter();
    try {
      // IMMEDIATE takes the write lock here, where waiting for another process is harmless, instead of half way through.
      await retryBusy(() => this.#connection.executeScript('BEGIN IMMEDIATE'));
      return new GatedTransaction(this.#connection, release);
    } catch (error) {
      release();
      throw error;
    }
  }

  getConnectionInfo(): ConnectionInfo {
    return { ...this.#connection.getConnectionInfo?.(), supportsRelationJoins: false, maxBindValues: MAX_BIND_VALUES };
  }

  dispose(): Promise<void> {
    return this.#alone(() => this.#connection.dispose());
  }

  async #alone<T>(statement: () => Promise<T>): Promise<T> {
    const release: Release = await this.#gate.enter();
    try {
      return await retryBusy(statement);
    } finally {
      release();
    }
  }
}
