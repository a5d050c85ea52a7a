import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '../db/client.js';
import { databaseProblem } from '../db/health.js';
import { migrationMismatch } from '../db/migrations/migration-status.js';
import type { Provider } from '../db/provider.js';
import type { StorageWatch } from '../db/storage-watch.js';
import { TimeBudget } from '../db/time-budget.js';
import { currencyProblem } from '../modules/orders/index.js';
import type { Redis } from '../redis/open-redis.js';
import type { Logger } from '../shared/logger.js';
import type { Lifecycle } from './lifecycle.js';

const PROBE_EVERY_MS = 1_000;
/** A database that has not answered by then takes no work either. */
const PROBE_WITHIN_MS = 1_000;

const NOT_AVAILABLE = 'The database is not available';

export type Readiness = {
  /** Looks at the database until its migrations are this build's and it keeps what it acknowledges, once a second; the server takes no work before. */
  untilReady(): Promise<void>;
  /** Why the server takes no work now, or null. Asks the database at most once a second, however often it is called. */
  whyNot(): Promise<string | null>;
};

type Deps = {
  db: Db;
  redis: Redis | null;
  provider: Provider;
  currency: string;
  storage: StorageWatch;
  lifecycle: Lifecycle;
  logger: Logger;
};

export function createReadiness(deps: Deps): Readiness {
  const { db, redis, provider, storage, lifecycle, logger } = deps;
  let probe: { at: number; answer: Promise<string | null> } | undefined;
  const ask = async () => {
    const answer = new TimeBudget(PROBE_WITHIN_MS).run(() => databaseProblem(db, provider, storage));
    return (await answer.catch(() => NOT_AVAILABLE)) ?? (await redisProblem(redis));
  };
  return {
    untilReady: async () => {
      while (!lifecycle.leaving) {
        const reason = await firstProblem(deps);
        if (reason !== lifecycle.notReady && reason) logger.error({ reason }, 'not ready');
        lifecycle.notReady = reason;
        if (!reason) return;
        await sleep(PROBE_EVERY_MS, undefined, { ref: false });
      }
    },
    whyNot: async () => {
      if (lifecycle.leaving) return 'The server is stopping';
      if (lifecycle.notReady) return lifecycle.notReady;
      if (!probe || performance.now() - probe.at > PROBE_EVERY_MS) probe = { at: performance.now(), answer: ask() };
      return probe.answer;
    },
  };
}

async function firstProblem({ db, provider, currency, storage, logger }: Deps): Promise<string | null> {
  try {
    return (
      (await migrationMismatch(db, provider)) ??
      (await databaseProblem(db, provider, storage)) ??
      (await currencyProblem(db, currency))
    );
  } catch (error) {
    logger.error({ error }, 'the database cannot be asked for its migrations and settings');
    return NOT_AVAILABLE;
  }
}

// The server starts without Redis, and serves what needs no session and no limit on failures.
async function redisProblem(redis: Redis | null): Promise<string | null> {
  if (!redis) return null;
  return redis
    .ask((client) => client.ping())
    .then(
      () => null,
      () => 'Redis is not available',
    );
}
