import type { Db } from '../db/client.js';
import { closeDb } from '../db/open.js';
import { isDatabaseTrouble, isWriteConflict } from '../db/prisma-errors.js';
import { atMost } from '../db/time-budget.js';
import { AppError } from '../shared/app-error.js';
import type { Logger } from '../shared/logger.js';
import { catchesUp, flushedPosition, standbyMismatch } from './position.sql.js';
import { ReplicaWatch } from './watch.js';

/** For the question how far the replica is, which a good one answers in one or two. */
const ANSWERS_WITHIN_MS = 250;
const LOOKS_WITHIN_MS = 2_000;

export type Replica = {
  /**
   * Runs `work`, which only reads, on the replica once that has all that was committed when it was asked for, and on the primary when
   * that takes too long or fails: whoever reads sees what they, or anybody, wrote before. `work` may run more than once.
   */
  read<T>(work: (db: Db) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

type Parts = {
  primary: Db;
  replica: Db;
  /** How long a request waits for the database at all. Half of it is the replica's, so that the primary can still answer. */
  timeoutMs: number;
  logger: Logger;
  /** Told where each of these reads was done. */
  onRead: (at: 'replica' | 'primary') => void;
};

export function createReplica({ primary, replica, timeoutMs, logger, onRead }: Parts): Replica {
  const look = () =>
    atMost(LOOKS_WITHIN_MS, async () => {
      const mismatch = await standbyMismatch(primary, replica);
      if (mismatch) throw new Error(mismatch);
      await catchUp(replica, await flushedPosition(primary));
    });
  const watch = new ReplicaWatch(look, logger);

  const isFresh = async (): Promise<boolean> => {
    if (!watch.isUsed) return false;
    // A primary that cannot be asked is no fault of the replica.
    const position = await flushedPosition(primary).catch(() => null);
    if (position === null) return false;
    try {
      await atMost(ANSWERS_WITHIN_MS, () => catchUp(replica, position));
      return true;
    } catch (error) {
      watch.leaveAlone(error);
      return false;
    }
  };

  return {
    read: async (work) => {
      if (await isFresh()) {
        try {
          const answer = await atMost(timeoutMs / 2, () => work(replica));
          onRead('replica');
          return answer;
        } catch (error) {
          // A refusal goes by what the rows say, and they say the same on both.
          if (error instanceof AppError) throw error;
          // One statement in the way of what the replica has to take over is cancelled: nothing is wrong with the replica.
          if (isDatabaseTrouble(error) && !isWriteConflict(error)) watch.leaveAlone(error);
        }
      }
      watch.lookAgain();
      onRead('primary');
      return work(primary);
    },
    close: async () => {
      await watch.stop();
      await closeDb(replica);
    },
  };
}

async function catchUp(replica: Db, position: string): Promise<void> {
  if (!(await catchesUp(replica, position))) throw new Error('the replica did not catch up with the primary in time');
}
