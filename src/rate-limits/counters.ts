import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Db } from '../db/client.js';
import type { Redis } from '../redis/open-redis.js';
import type { Clock } from '../shared/clock.js';
import type { Counters, Use } from './counter.js';
import { databaseCounters } from './database-counters.js';
import { libraryCounters } from './library-counters.js';
import type { Policy } from './policies.js';
import { redisCounter } from './redis-counter.js';

/** Where tries are counted: those on shared policies in Redis where there is one, else in the database; the others in memory. */
export function createCounters(deps: { db: Db; clock: Clock; redis: Redis | null }): Counters {
  const { redis } = deps;
  const shared = redis ? libraryCounters((options) => redisCounter(redis, options)) : databaseCounters(deps);
  const own = libraryCounters((options) => new RateLimiterMemory(options));
  const placeOf = (uses: readonly Use[], kept: Policy['kept']) => uses.filter(({ policy }) => policy.kept === kept);
  const isAll = (uses: readonly Use[], kept: Policy['kept']) => uses.every(({ policy }) => policy.kept === kept);
  const merge = <T>(uses: readonly Use[], ofShared: T[], ofOwn: T[]): T[] =>
    uses.map(({ policy }) => (policy.kept === 'shared' ? ofShared : ofOwn).shift() as T);
  return {
    look: async (uses, known) => {
      if (isAll(uses, 'process')) return own.look(uses, known);
      const there = await shared.look(placeOf(uses, 'shared'), known);
      const here = await own.look(placeOf(uses, 'process'), known);
      return { held: merge(uses, there.held, here.held), isKnown: there.isKnown };
    },
    count: async (uses) => {
      if (isAll(uses, 'process')) return own.count(uses);
      const there = await shared.count(placeOf(uses, 'shared'));
      return merge(uses, there, await own.count(placeOf(uses, 'process')));
    },
    correct: async ({ less, none, known }) => {
      await own.correct({ less: placeOf(less, 'process'), none: placeOf(none, 'process'), known: null });
      await shared.correct({ less: placeOf(less, 'shared'), none: placeOf(none, 'shared'), known });
    },
  };
}
