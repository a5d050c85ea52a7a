import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../config.js';
import type { Db } from '../db/client.js';
import { releaseLease, takeLease } from '../db/lease.js';
import type { Clock } from '../shared/clock.js';
import type { Logger } from '../shared/logger.js';
import { deleteOlder } from './delete-older.sql.js';
import { type Expiry, expiries } from './expiries.js';

/** Small enough that nobody notices the lock. */
const BATCH = 500;
const BETWEEN_BATCHES_MS = 50;
/** Extended with every batch: who stops in the middle holds the others up no longer than this. */
const LEASE_MS = 60_000;
const EVERY_MS = 10 * 60_000;

/** How many rows went, by table. */
export type Removed = Record<string, number>;

export type Retention = {
  /** Removes what has expired, in batches; null when another process is at it. */
  runOnce(): Promise<Removed | null>;
  /** From now on every ten minutes or so, in the background. */
  start(): void;
  /** No more batches; resolves when the last one is done. */
  stop(): Promise<void>;
};

type Deps = { config: Config; db: Db; clock: Clock; logger: Logger; onRemoved: (removed: Removed) => void };

/** Deletes rows that are of no more use, so that their tables do not grow for ever. Of many processes on one database one does it. */
export function createRetention(deps: Deps): Retention {
  const { config, db, clock, logger } = deps;
  const stopping = new AbortController();
  let running: Promise<unknown> = Promise.resolve();

  const runOnce = async (): Promise<Removed | null> => {
    const lease = { name: 'retention', holder: randomUUID() };
    const hold = () => takeLease(db, lease, clock.now(), new Date(clock.now().getTime() + LEASE_MS));
    if (!(await hold())) return null;
    const startedAt = performance.now();
    const removed: Removed = {};
    try {
      for (const expiry of expiries(config)) removed[expiry.table] = await removeAll(expiry, hold);
    } finally {
      await releaseLease(db, lease, clock.now());
    }
    const milliseconds = Math.round(performance.now() - startedAt);
    const found = Object.values(removed).some((rows) => rows > 0);
    logger[found ? 'info' : 'debug']({ removed, milliseconds }, 'expired rows removed');
    deps.onRemoved(removed);
    return removed;
  };

  const removeAll = async ({ keptSeconds, ...table }: Expiry, hold: () => Promise<boolean>): Promise<number> => {
    const before = new Date(clock.now().getTime() - keptSeconds * 1000);
    let removed = 0;
    while (!stopping.signal.aborted) {
      const rows = await deleteOlder(db, table, before, BATCH);
      removed += rows;
      if (rows < BATCH) break;
      await sleep(BETWEEN_BATCHES_MS);
      if (!(await hold())) break;
    }
    return removed;
  };

  const keepRunning = async (): Promise<void> => {
    // Processes that started together do not come together.
    for (let wait = Math.random() * 60_000; ; wait = EVERY_MS * (0.9 + Math.random() * 0.2)) {
      await sleep(wait, undefined, { signal: stopping.signal, ref: false });
      await runOnce().catch((error: unknown) => logger.warn({ error }, 'expired rows were not removed'));
    }
  };

  return {
    runOnce,
    start: () => {
      running = keepRunning().catch(() => undefined);
    },
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}
