import type { Logger } from '../../shared/logger.js';
import { type Loop, startLoop } from '../../shared/loop.js';
import type { Db } from '../client.js';
import { foldTallies } from './fold-tallies.js';

/** What piles up in this time costs whoever counts less than a millisecond. */
const EVERY_MS = 2_000;

export type Folding = { start(): void; stop(): Promise<void> };

/** Folds the changes of tallies now and then, in the background. */
export function keepFolding({ db, logger }: { db: Db; logger: Logger }): Folding {
  let loop: Loop | undefined;
  const run = async () => {
    // Most of the time there are none, and to see that takes no turn from anybody.
    const some = await db.tallyChange.findFirst({ select: { id: true } });
    if (some) await foldTallies(db);
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
