import { RateLimiterRes } from 'rate-limiter-flexible';
import RateLimiterStoreAbstract from 'rate-limiter-flexible/lib/RateLimiterStoreAbstract.js';
import type { Db } from '../db/client.js';
import { addPoints, type Counted } from '../db/queries/count-points.js';
import type { Clock } from '../shared/clock.js';

type Deps = { db: Db; clock: Clock };
type Options = { keyPrefix: string; points: number; duration: number };

/**
 * Counters as rows of the database, for rate-limiter-flexible: its own stores for Prisma and SQL open transactions, or connections
 * beside ours. A refused try is not counted: the counter never holds more than fits, and giving one back makes room for one.
 */
export class DatabaseCounter extends RateLimiterStoreAbstract {
  readonly #db: Db;
  readonly #clock: Clock;

  constructor({ db, clock }: Deps, options: Options) {
    super({ ...options, storeClient: db });
    this.#db = db;
    this.#clock = clock;
  }

  async _upsert(key: string, points: number, windowMs: number, replaces = false): Promise<Counted> {
    const now = this.#clock.now();
    if (replaces) return this.#replace(key, points, new Date(now.getTime() + windowMs));
    if (points < 0) return this.#giveBack(key, -points);
    const counted = await addPoints(this.#db, key, { points, most: this.points, now, windowMs });
    return counted ?? { points: this.points + 1, expiresAt: (await this._get(key))?.expiresAt ?? now };
  }

  async _get(key: string): Promise<Counted | null> {
    const now = this.#clock.now();
    const latest = new Date(now.getTime() + 2 * this.duration * 1000);
    const where = { key, expiresAt: { gt: now, lte: latest } };
    return this.#db.rateLimit.findFirst({ where, select: { points: true, expiresAt: true } });
  }

  async _delete(key: string): Promise<boolean> {
    return (await this.#db.rateLimit.deleteMany({ where: { key } })).count > 0;
  }

  _getRateLimiterRes(_key: string, changed: number, { points, expiresAt }: Counted): RateLimiterRes {
    const msLeft = Math.max(0, expiresAt.getTime() - this.#clock.now().getTime());
    return new RateLimiterRes(Math.max(0, this.points - points), msLeft, points, points === changed);
  }

  async #replace(key: string, points: number, expiresAt: Date): Promise<Counted> {
    const counted = { points, expiresAt };
    await this.#db.rateLimit.upsert({ where: { key }, create: { key, ...counted }, update: counted });
    return counted;
  }

  async #giveBack(key: string, points: number): Promise<Counted> {
    await this.#db.rateLimit.updateMany({
      where: { key, points: { gte: points } },
      data: { points: { decrement: points } },
    });
    return { points: 0, expiresAt: this.#clock.now() };
  }
}
