import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '../../db/client.js';
import { releaseLease, takeLease } from '../../db/lease.js';
import type { Clock } from '../../shared/clock.js';
import type { Logger } from '../../shared/logger.js';
import { remakeCustomers } from './remake-customers.js';
import { remakeOrders } from './remake-orders.js';

/** To be raised with every change of what the terms of a stored text are: those in the database are then made again. */
export const TERM_RULES = 1;

const BETWEEN_BATCHES_MS = 20;
/** Extended with every batch: who stops in the middle is followed by another after this. */
const LEASE_MS = 60_000;
const TRY_AGAIN_MS = 30_000;

const runs = [
  { name: 'customers', remake: remakeCustomers },
  { name: 'orders', remake: remakeOrders },
] as const;
type Run = (typeof runs)[number];

export type TermRemaker = {
  /** Makes terms again until all are by today's rules; false when another process is at it, or this one stops. */
  runOnce(): Promise<boolean>;
  /** The same in the background, tried again until it is done. */
  start(): void;
  /** No more batches; resolves when the last one is done. */
  stop(): Promise<void>;
};

type Deps = { db: Db; clock: Clock; logger: Logger };

/**
 * Makes the search terms of what is stored again when the rules for them have changed, a batch at a time beside the shop's work, and
 * goes on where it was stopped. Until then rows are found by what both rules agree in. Of many processes on one database one does it.
 */
export function createTermRemaker({ db, clock, logger }: Deps): TermRemaker {
  const stopping = new AbortController();
  let running: Promise<unknown> = Promise.resolve();

  const runOnce = async (): Promise<boolean> => {
    const unfinished = await findUnfinished(db);
    if (unfinished.length === 0) return true;
    const lease = { name: 'search-terms', holder: randomUUID() };
    const hold = () => takeLease(db, lease, clock.now(), new Date(clock.now().getTime() + LEASE_MS));
    if (!(await hold())) return false;
    try {
      for (const run of unfinished) if (!(await finish(run, hold))) return false;
    } finally {
      await releaseLease(db, lease, clock.now());
    }
    return true;
  };

  const finish = async ({ name, remake }: Run, hold: () => Promise<boolean>): Promise<boolean> => {
    const startedAt = performance.now();
    let [lastId, changed] = [await progressOf(db, name), 0];
    while (!stopping.signal.aborted) {
      const batch = await remake(db, lastId);
      changed += batch.changed;
      lastId = batch.lastId;
      await note(db, name, lastId, batch.isLast);
      if (batch.isLast) {
        const milliseconds = Math.round(performance.now() - startedAt);
        if (changed > 0) logger.info({ of: name, changed, milliseconds }, 'search terms made again');
        return true;
      }
      await sleep(BETWEEN_BATCHES_MS);
      if (!(await hold())) return false;
    }
    return false;
  };

  const keepTrying = async (): Promise<void> => {
    for (;;) {
      const isDone = await runOnce().catch((error: unknown) => {
        logger.warn({ error }, 'search terms were not made again');
        return false;
      });
      if (isDone) return;
      await sleep(TRY_AGAIN_MS, undefined, { signal: stopping.signal, ref: false });
    }
  };

  return {
    runOnce,
    start: () => {
      running = keepTrying().catch(() => undefined);
    },
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

async function findUnfinished(db: Db): Promise<Run[]> {
  const done = await db.termRun.findMany({ where: { rules: TERM_RULES, isWhole: true }, select: { name: true } });
  return runs.filter(({ name }) => !done.some((run) => run.name === name));
}

async function progressOf(db: Db, name: string): Promise<string> {
  const run = await db.termRun.findUnique({ where: { name } });
  return run?.rules === TERM_RULES ? run.lastId : '';
}

async function note(db: Db, name: string, lastId: string, isWhole: boolean): Promise<void> {
  const progress = { rules: TERM_RULES, lastId, isWhole };
  await db.termRun.upsert({ where: { name }, create: { name, ...progress }, update: progress });
}
