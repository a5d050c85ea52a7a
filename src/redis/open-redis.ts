import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../shared/app-error.js';
import type { Logger } from '../shared/logger.js';

/** A request waits no longer than this for Redis: with the connection it is under five seconds in all. */
const ANSWERS_WITHIN_MS = 2_000;
const CONNECTS_WITHIN_MS = 2_000;
/** Reconnecting is tried about so often, so that the server heals with Redis. */
const RETRIES_EVERY_MS = 500;

export type RedisClient = ReturnType<typeof newClient>;

export type Redis = {
  /** Does one thing in Redis, in time. Throws `redis.unavailable` when it is away, silent or refuses. */
  ask<T>(work: (client: RedisClient) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

/** A connection to Redis that is kept up in the background. Nothing waits for it to come back: who asks meanwhile is told at once. */
export function openRedis(url: string, logger: Logger): Redis {
  let client = connect();
  // The first requests of a process that just started wait for its connection; later ones are told at once that there is none.
  const isTried = firstNewsOf(client);
  let isClosed = false;

  function connect(): RedisClient {
    const opened = newClient(url);
    let isTold = false;
    // Without a listener the process would end; one line says it for the whole outage.
    opened.on('error', (error: unknown) => {
      if (!isTold) logger.error({ error }, 'Redis is not available');
      isTold = true;
    });
    opened.on('ready', () => {
      if (isTold) logger.info('Redis is available again');
      isTold = false;
    });
    opened.connect().catch(() => {
      // Told above; the client goes on trying.
    });
    return opened;
  }

  // A connection on which nothing comes back may never say so: a new one finds out.
  const replace = (silent: RedisClient) => {
    if (silent !== client || isClosed) return;
    client = connect();
    silent.destroy();
  };

  return {
    ask: async (work) => {
      const asked = client;
      const timer = new AbortController();
      try {
        const answer = isTried.then(() => work(asked));
        const silence = sleep(ANSWERS_WITHIN_MS, SILENT, { signal: timer.signal });
        const first = await Promise.race([answer, silence]);
        if (first !== SILENT) return first as Awaited<typeof answer>;
        answer.catch(() => undefined);
        replace(asked);
        throw new Error('Redis did not answer in time');
      } catch (cause) {
        throw new AppError('unavailable', 'redis.unavailable', 'Redis is not available', { cause });
      } finally {
        timer.abort();
      }
    },
    close: async () => {
      isClosed = true;
      client.destroy();
    },
  };
}

function firstNewsOf(client: RedisClient): Promise<void> {
  return new Promise((resolve) => {
    client.once('ready', () => resolve());
    client.once('error', () => resolve());
  });
}

const SILENT = Symbol('no answer');

const require = createRequire(import.meta.url);

function newClient(url: string) {
  // Loaded by whoever has a Redis: it is a tenth of the time that others would start in.
  const { createClient } = require('redis') as typeof import('redis');
  return createClient({
    url,
    disableOfflineQueue: true,
    socket: { connectTimeout: CONNECTS_WITHIN_MS, reconnectStrategy: () => RETRIES_EVERY_MS },
  });
}
