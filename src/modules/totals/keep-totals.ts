import type { Db } from '../../db/client.js';
import type { Logger } from '../../shared/logger.js';
import { type Loop, startLoop } from '../../shared/loop.js';
import { applyChanges } from './apply-changes.sql.js';

/** What piles up in this time costs whoever counts less than a millisecond. */
const EVERY_MS = 2_000;

export type TotalsKeeper = { start(): void; stop(): Promise<void> };

/** Folds the changes of tallies now and then, in the background. */
export function keepTotals({ db, logger }: { db: Db; logger: Logger }): TotalsKeeper {
  let loop: Loop | undefined;
  const run = async () => {
    // Most of the time there are none, and to see that takes no turn from anybody.
    const some = await db.tallyChange.findFirst({ select: { id: true } });
    if (some) await applyChanges(db);
  };
  return {
    start: () => {
      loop ??= startLoop(run, { name: 'tallies', everyMs: EVERY_MS, gapMs: EVERY_MS, logger });
    },
    stop: async () => {
      await loop?.stop();
    },
  };
}
