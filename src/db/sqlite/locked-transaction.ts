import type { SqlDriverAdapter, SqlQuery, SqlResultSet, Transaction } from '@prisma/driver-adapter-utils';
import type { StorageWatch } from '../storage-watch.js';
import type { Release } from './write-lock.js';

/** A transaction on the only connection: it owns the lock from BEGIN until Prisma ends it, and leaves no open transaction behind. */
export class LockedTransaction implements Transaction {
  readonly provider = 'sqlite' as const;
  readonly adapterName: string;
  // Prisma sends COMMIT and ROLLBACK itself, then calls commit() or rollback().
  readonly options = { usePhantomQuery: false };
  readonly #connection: SqlDriverAdapter;
  readonly #storage: StorageWatch | undefined;
  readonly #release: Release;
  #open = true;

  constructor(connection: SqlDriverAdapter, storage: StorageWatch | undefined, release: Release) {
    this.#connection = connection;
    this.#storage = storage;
    this.#release = release;
    this.adapterName = connection.adapterName;
  }

  queryRaw(query: SqlQuery): Promise<SqlResultSet> {
    return this.#watched(this.#connection.queryRaw(query));
  }

  async executeRaw(query: SqlQuery): Promise<number> {
    const changed = await this.#watched(this.#connection.executeRaw(query));
    if (query.sql === 'COMMIT' || query.sql === 'ROLLBACK') this.#open = false;
    return changed;
  }

  async commit(): Promise<void> {
    this.#release();
  }

  // Also called after a COMMIT that failed. SQLite then still has the transaction open, and without a real ROLLBACK
  // every later statement of the process would run inside it (prisma/orm#29933).
  async rollback(): Promise<void> {
    try {
      if (this.#open) await this.#connection.executeScript('ROLLBACK');
    } catch {
      // SQLite had already rolled back by itself, as it does after a full disk or an I/O error.
    } finally {
      this.#open = false;
      this.#release();
    }
  }

  #watched<T>(statement: Promise<T>): Promise<T> {
    return statement.catch((error: unknown) => {
      this.#storage?.saw(error);
      throw error;
    });
  }

  async createSavepoint(name: string): Promise<void> {
    await this.#connection.executeScript(`SAVEPOINT ${name}`);
  }

  async rollbackToSavepoint(name: string): Promise<void> {
    await this.#connection.executeScript(`ROLLBACK TO ${name}`);
  }

  async releaseSavepoint(name: string): Promise<void> {
    await this.#connection.executeScript(`RELEASE ${name}`);
  }
}
