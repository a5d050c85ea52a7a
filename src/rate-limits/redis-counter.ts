import { RateLimiterRedis } from 'rate-limiter-flexible';
import type { Redis, RedisClient } from '../redis/open-redis.js';

/**
 * The library's own script counts refused tries too, and makes a counter that is over anew with what is given back. Here a refused
 * one is not counted, as in the database, and the answer says one more than fits. ARGV: points, seconds, most.
 */
const COUNT = `
local held = tonumber(redis.call('get', KEYS[1]) or '0')
local change = tonumber(ARGV[1])
if change < 0 then
  if held > 0 then held = redis.call('incrby', KEYS[1], change) end
elseif held + change > tonumber(ARGV[3]) then
  held = tonumber(ARGV[3]) + 1
else
  held = redis.call('incrby', KEYS[1], change)
  if held == change then redis.call('expire', KEYS[1], ARGV[2]) end
end
return { held, math.max(0, redis.call('pttl', KEYS[1])) }`;

/** Counters in Redis, which are gone by themselves when their time is over. Throws `redis.unavailable`. */
export function redisCounter(redis: Redis, options: { keyPrefix: string; points: number; duration: number }) {
  return new RateLimiterRedis({
    ...options,
    keyPrefix: `fabclean:limit:${options.keyPrefix}`,
    storeClient: bounded(redis),
    useRedisPackage: true,
    customIncrTtlLuaScript: COUNT,
  });
}

/** What the library calls of a client, each answered in time. */
function bounded(redis: Redis) {
  return {
    eval: (...given: Parameters<RedisClient['eval']>) => redis.ask((client) => client.eval(...given)),
    del: (key: string) => redis.ask((client) => client.del(key)),
    multi: () => new Batch(redis),
  };
}

/** A few commands sent together. */
class Batch {
  readonly #redis: Redis;
  readonly #commands: ((multi: ReturnType<RedisClient['multi']>) => void)[] = [];

  constructor(redis: Redis) {
    this.#redis = redis;
  }

  get(key: string): this {
    this.#commands.push((multi) => multi.get(key));
    return this;
  }

  pTTL(key: string): this {
    this.#commands.push((multi) => multi.pTTL(key));
    return this;
  }

  set(key: string, points: number, expiry: { EX: number }): this {
    this.#commands.push((multi) => multi.set(key, String(points), { expiration: { type: 'EX', value: expiry.EX } }));
    return this;
  }

  exec(): Promise<unknown> {
    return this.#redis.ask((client) => {
      const multi = client.multi();
      for (const command of this.#commands) command(multi);
      return multi.exec();
    });
  }
}
