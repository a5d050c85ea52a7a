import { RedisStore } from 'connect-redis';
import type { SessionData } from 'express-session';
import type { Redis, RedisClient } from '../redis/open-redis.js';
import { fingerprint } from '../shared/ids.js';
import type { Logger } from '../shared/logger.js';

/** What the keys of sessions begin with. */
export const SESSION_KEYS = 'fabclean:session:';

type Done = (error?: unknown, data?: SessionData | null) => void;

/**
 * Admin sessions in Redis, with what the database's store promises: the id is stored as its SHA-256, a session that was ended is
 * never written back, and where the store is away nobody is logged out. Redis itself takes away what is over.
 */
export class RedisSessionStore extends RedisStore {
  readonly #logger: Logger;

  constructor({ redis, logger }: { redis: Redis; logger: Logger }) {
    super({
      client: bounded(redis),
      prefix: SESSION_KEYS,
      ttl: ({ cookie }: SessionData) => Math.ceil((cookie.originalMaxAge ?? 0) / 1000),
    });
    this.#logger = logger;
  }

  override get(sid: string, done?: Done) {
    return super.get(fingerprint(sid), done);
  }

  override set(sid: string, data: SessionData, done?: Done) {
    return super.set(fingerprint(sid), data, done);
  }

  override touch(sid: string, data: SessionData, done: Done = () => {}) {
    return super.touch(fingerprint(sid), data, (error) => {
      // The answer is on its way already: a session that lives no longer for it is no reason to cut that off.
      if (error) this.#logger.warn({ error }, 'a session was not extended');
      done();
    });
  }

  override destroy(sid: string, done?: Done) {
    return super.destroy(fingerprint(sid), done);
  }
}

/** What the store calls of a client, each answered in time. */
function bounded(redis: Redis): RedisClient {
  const commands = {
    get: (key: string) => redis.ask((client) => client.get(key)),
    set: (...given: Parameters<RedisClient['set']>) => redis.ask((client) => client.set(...given)),
    expire: (key: string, seconds: number) => redis.ask((client) => client.expire(key, seconds)),
    del: (keys: string[]) => redis.ask((client) => client.del(keys)),
  };
  return commands as unknown as RedisClient;
}
