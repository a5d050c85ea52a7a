import { type RateLimiterAbstract, RateLimiterMemory } from 'rate-limiter-flexible';
import type { Db } from '../db/client.js';
import type { Redis } from '../redis/open-redis.js';
import type { Clock } from '../shared/clock.js';
import { DatabaseCounter } from './database-counter.js';
import { KNOWN_CLIENT_SECONDS, type Policy } from './policies.js';
import { redisCounter } from './redis-counter.js';

export type Counter = Pick<RateLimiterAbstract, 'get' | 'consume' | 'reward' | 'delete' | 'set' | 'points'>;

export type Counters = {
  /** The counter of a policy, made on first use. */
  of(policy: Policy): Counter;
  /** Which clients have logged in to which accounts. */
  known: Counter;
};

/** Where tries are counted: in Redis where there is one, else in the database. `factor` raises every limit alike. */
export function createCounters(deps: { db: Db; clock: Clock; redis: Redis | null; factor: number }): Counters {
  const made = new Map<string, Counter>();
  const shared = (keyPrefix: string, points: number, duration: number): Counter =>
    deps.redis
      ? redisCounter(deps.redis, { keyPrefix, points, duration })
      : new DatabaseCounter(deps, { keyPrefix, points, duration });
  const make = ({ name, most, seconds, kept }: Policy): Counter => {
    const points = Math.max(1, Math.round(most * deps.factor));
    if (kept === 'shared') return shared(name, points, seconds);
    return new RateLimiterMemory({ keyPrefix: name, points, duration: seconds });
  };
  return {
    of: (policy) => {
      const counter = made.get(policy.name) ?? make(policy);
      made.set(policy.name, counter);
      return counter;
    },
    known: shared('known', 1, KNOWN_CLIENT_SECONDS),
  };
}
