import session from 'express-session';
import type { Db } from '../db/client.js';
import type { Clock } from '../shared/clock.js';
import { fingerprint } from '../shared/ids.js';
import type { Logger } from '../shared/logger.js';
import { findSessionData } from './find-session.sql.js';

/** A session may end by this share of its idle time sooner than its cookie says: half a minute of thirty. */
const NEGLIGIBLE = 1 / 60;
const MOST_REMEMBERED = 10_000;

type Done = (error?: unknown) => void;

/**
 * Admin sessions as rows of the database, so that they hold across restarts and instances. The id is stored as its SHA-256.
 * A session that was ended is never written back: only a login makes a row, and takes the rows with it whose time is over.
 */
export class DatabaseSessionStore extends session.Store {
  readonly #db: Db;
  readonly #clock: Clock;
  readonly #logger: Logger;
  /** The end last written for a session, in milliseconds since 1970. */
  readonly #ends = new Map<string, number>();

  constructor({ db, clock, logger }: { db: Db; clock: Clock; logger: Logger }) {
    super();
    this.#db = db;
    this.#clock = clock;
    this.#logger = logger;
  }

  override get(sid: string, done: (error: unknown, data?: session.SessionData | null) => void): void {
    findSessionData(this.#db, fingerprint(sid), this.#clock.now())
      .then((data) => done(null, data === null ? null : (JSON.parse(data) as session.SessionData)))
      .catch((error: unknown) => done(error));
  }

  override set(sid: string, data: session.SessionData, done: Done = () => {}): void {
    const id = fingerprint(sid);
    const row = { data: JSON.stringify(data), adminId: data.adminId ?? null, expiresAt: this.#endOf(data) };
    this.#db.session
      .upsert({
        where: { id },
        create: { id, createdAt: this.#clock.now(), ...row },
        update: row,
        select: { id: true },
      })
      .then(() => this.#prune())
      .then(() => done())
      .catch((error: unknown) => done(error));
  }

  override touch(sid: string, data: session.SessionData, done: Done = () => {}): void {
    const id = fingerprint(sid);
    const expiresAt = this.#endOf(data);
    if (this.#wasExtended(id, expiresAt, data)) {
      done();
      return;
    }
    this.#db.session
      .updateMany({ where: { id }, data: { data: JSON.stringify(data), expiresAt } })
      .then(() => {
        this.#ends.set(id, expiresAt.getTime());
        done();
      })
      .catch((error: unknown) => {
        // The answer is on its way already: a session that lives no longer for it is no reason to cut that off.
        this.#logger.warn({ error }, 'a session was not extended');
        done();
      });
  }

  override destroy(sid: string, done: Done = () => {}): void {
    this.#db.session
      .deleteMany({ where: { id: fingerprint(sid) } })
      .then(() => done())
      .catch((error: unknown) => done(error));
  }

  async #prune(): Promise<void> {
    try {
      await this.#db.session.deleteMany({ where: { expiresAt: { lte: this.#clock.now() } } });
    } catch (error) {
      // The next login tries again; this one has nothing to do with it.
      this.#logger.warn({ error }, 'expired sessions were not removed');
    }
  }

  // Every request gives the session its whole idle time anew; a console that loads ten lists needs it written once.
  #wasExtended(id: string, expiresAt: Date, data: session.SessionData): boolean {
    if (this.#ends.size > MOST_REMEMBERED) this.#ends.clear();
    const gained = expiresAt.getTime() - (this.#ends.get(id) ?? 0);
    return gained >= 0 && gained < (data.cookie.originalMaxAge ?? 0) * NEGLIGIBLE;
  }

  #endOf(data: session.SessionData): Date {
    return new Date(this.#clock.now().getTime() + (data.cookie.originalMaxAge ?? 0));
  }
}
