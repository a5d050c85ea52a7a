import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from './db/client.js';
import { migrationMismatch } from './db/migrations/migration-status.js';
import type { Provider } from './db/provider.js';
import type { Lifecycle } from './http/lifecycle.js';
import type { Logger } from './shared/logger.js';

const PROBE_EVERY_MS = 1_000;

export type Readiness = {
  /** Looks at the database until its migrations are this build's, once a second; the server takes no work before. */
  untilReady(): Promise<void>;
  /** Why the server takes no work now, or null. Asks the database at most once a second, however often it is called. */
  whyNot(): Promise<string | null>;
};

export function createReadiness(deps: { db: Db; provider: Provider; lifecycle: Lifecycle; logger: Logger }): Readiness {
  const { db, provider, lifecycle, logger } = deps;
  let probe: { at: number; answer: Promise<string | null> } | undefined;
  const ask = () =>
    db.$queryRaw`SELECT 1`.then(
      () => null,
      () => 'The database is not available',
    );
  return {
    untilReady: async () => {
      while (!lifecycle.stopping) {
        const reason = await databaseProblem(db, provider, logger);
        if (reason !== lifecycle.notReady && reason) logger.error({ reason }, 'not ready');
        lifecycle.notReady = reason;
        if (!reason) return;
        await sleep(PROBE_EVERY_MS, undefined, { ref: false });
      }
    },
    whyNot: async () => {
      if (lifecycle.stopping) return 'The server is stopping';
      if (lifecycle.notReady) return lifecycle.notReady;
      if (!probe || performance.now() - probe.at > PROBE_EVERY_MS) probe = { at: performance.now(), answer: ask() };
      return probe.answer;
    },
  };
}

async function databaseProblem(db: Db, provider: Provider, logger: Logger): Promise<string | null> {
  try {
    return await migrationMismatch(db, provider);
  } catch (error) {
    logger.error({ error }, 'the database cannot be asked for its migrations');
    return 'The database is not available';
  }
}
