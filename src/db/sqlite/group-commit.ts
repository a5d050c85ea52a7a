import { DriverAdapterError } from '@prisma/driver-adapter-utils';
import type { Database } from 'better-sqlite3';
import type { DbOptions } from '../db-options.js';
import type { OpenTransaction } from '../engine.js';
import { revocable, type Writer } from '../statements/writer.js';
import { inTime } from '../time-budget.js';
import { type Release, WriteLock } from './write-lock.js';

/** How many share a commit, and for how long one that is done waits for others. */
const MOST = 32;
const WITHIN_MS = 2;

type Tell = (failure?: { error: unknown }) => void;
type Member = { isJoined: boolean; endTurn: Release; ended?: () => Error };
type Shared = {
  unlock: Release;
  told: Tell[];
  active?: Member | undefined;
  since?: number;
  timer?: NodeJS.Timeout;
  turn?: NodeJS.Immediate;
};
type TakeLock = (begin: () => void, since: number) => Promise<Release>;
type Options = Pick<DbOptions, 'timeoutMs' | 'queueSize' | 'storage' | 'meter' | 'onStatement'>;

/**
 * Transactions that come in the same moment share one COMMIT, and so one sync of the disk, the dearest part of most. The first
 * opens SQLite's transaction, those behind it run in a savepoint each, one at a time, and nobody is told how it ended before the
 * COMMIT: when that fails, all of them failed. Who takes longer than the others may wait is put back, and done again by itself.
 */
export class GroupCommit {
  readonly #db: Database;
  readonly #writer: Writer;
  readonly #takeLock: TakeLock;
  readonly #options: Options;
  readonly #turns: WriteLock;
  #shared: Shared | undefined;

  constructor(db: Database, writer: Writer, takeLock: TakeLock, options: Options) {
    this.#db = db;
    this.#writer = writer;
    this.#takeLock = takeLock;
    this.#options = options;
    this.#turns = new WriteLock(() => {}, options.queueSize);
  }

  /** Only those join others that may share a commit. */
  async begin(mayShareCommit: boolean): Promise<OpenTransaction> {
    const since = performance.now();
    const endTurn = await inTime(this.#options.timeoutMs, (leftMs) => this.#turns.enter(leftMs));
    const member: Member = { isJoined: false, endTurn };
    try {
      if (!mayShareCommit) this.#commit();
      member.isJoined = this.#shared !== undefined;
      await this.#open(member, since);
    } catch (error) {
      this.#letNextIn(member);
      throw error;
    }
    return {
      writer: revocable(this.#writer, () => this.#refuse(member)),
      commit: async () => {
        if (member.ended) throw member.ended();
        await this.#end(member, () => this.#keep(member));
      },
      rollback: async (cause) => {
        if (!member.ended) await this.#rollBack(member, cause);
      },
    };
  }

  async #open(member: Member, since: number): Promise<void> {
    if (this.#shared) {
      this.#send('SAVEPOINT member');
      this.#options.meter?.lockWaited((performance.now() - since) / 1_000);
    } else {
      // IMMEDIATE takes the write lock here, where waiting for another process is harmless, instead of half way through.
      const unlock = await this.#takeLock(() => this.#send('BEGIN IMMEDIATE'), since);
      this.#shared = { unlock, told: [] };
    }
    this.#shared.active = member;
  }

  #refuse(member: Member): void {
    if (member.ended) throw member.ended();
    this.#mustBeOpen();
  }

  // SQLite rolls back by itself when the disk is full or fails: the next statement would be in no transaction at all.
  #mustBeOpen(): void {
    if (!this.#db.inTransaction) throw new Error('a transaction went on after SQLite had rolled it back');
  }

  #keep({ isJoined }: Member): void {
    this.#mustBeOpen();
    if (isJoined) this.#send('RELEASE member');
  }

  async #rollBack(member: Member, cause: unknown): Promise<void> {
    if (!member.isJoined) {
      const { unlock } = this.#shared ?? {};
      this.#shared = undefined;
      member.ended = tooLateForStatements;
      this.#rollBackAll();
      unlock?.();
      member.endTurn();
      return;
    }
    if (!this.#db.inTransaction) this.#fail(cause);
    await this.#end(member, () => this.#send('ROLLBACK TO member', 'RELEASE member'));
  }

  /** The end of a member is told after the commit, also that it failed: it may have failed for what another one wrote. */
  async #end(member: Member, work: () => void): Promise<void> {
    member.ended = tooLateForStatements;
    const shared = this.#shared;
    const told =
      shared &&
      new Promise<void>((resolve, reject) => {
        shared.told.push((failure) => (failure ? reject(failure.error) : resolve()));
      });
    try {
      if (shared) work();
    } catch (error) {
      this.#fail(error);
    }
    this.#letNextIn(member);
    await told;
  }

  #letNextIn({ endTurn }: Member): void {
    const shared = this.#shared;
    if (shared) {
      shared.active = undefined;
      shared.since ??= performance.now();
      if (shared.told.length < MOST && performance.now() - shared.since < WITHIN_MS) this.#waitForOthers(shared);
      else this.#commit();
    }
    endTurn();
  }

  // Requests that have arrived are all looked at in one turn of the event loop, those that wait for their turn here among them.
  #waitForOthers(shared: Shared): void {
    shared.timer ??= setTimeout(() => this.#putBack(), WITHIN_MS);
    clearImmediate(shared.turn);
    shared.turn = setImmediate(() => {
      if (!shared.active) this.#commit();
    });
  }

  // Time is up for those who wait, and somebody is still at it.
  #putBack(): void {
    const active = this.#shared?.active;
    if (active) {
      active.ended = toBeDoneAgain;
      if (this.#db.inTransaction) this.#send('ROLLBACK TO member', 'RELEASE member');
    }
    this.#commit();
    active?.endTurn();
  }

  #commit(): void {
    if (!this.#shared) return;
    try {
      this.#send('COMMIT');
      this.#finish();
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    this.#options.storage?.saw(error);
    this.#rollBackAll();
    this.#finish({ error });
  }

  #finish(failure?: { error: unknown }): void {
    const shared = this.#shared;
    this.#shared = undefined;
    clearTimeout(shared?.timer);
    clearImmediate(shared?.turn);
    for (const tell of shared?.told ?? []) tell(failure);
    shared?.unlock();
  }

  // After a COMMIT that failed SQLite may still have the transaction open, and every later statement would run inside it.
  #rollBackAll(): void {
    if (this.#db.inTransaction) this.#send('ROLLBACK');
  }

  #send(...texts: string[]): void {
    for (const text of texts) {
      this.#options.onStatement?.({ query: text, params: '[]' });
      this.#db.exec(text);
    }
  }
}

function tooLateForStatements(): Error {
  return new Error('a statement came after the end of its transaction');
}

function toBeDoneAgain(): Error {
  return new DriverAdapterError({ kind: 'TransactionWriteConflict' });
}
