import type { Db, Tx } from '../../db/client.js';
import { onCommit } from '../../db/on-commit.js';
import { type Listening, listen } from '../../db/postgresql/listen.js';
import type { Provider } from '../../db/provider.js';
import type { Logger } from '../../shared/logger.js';
import { type Loop, startLoop } from '../../shared/loop.js';
import { notify } from './notify.sql.js';
import { lookAtSequence, sequenceEvents } from './sequence-events.js';

const CHANNEL = 'fabclean_events';

/** How long an event waits when its process died before giving it a position, and when no wake-up arrives. */
const POLL_MS = 1_000;

/** Under load one transaction places what was committed in this time: on SQLite each costs the orders a turn and a sync. */
const GAP_MS = 40;

export type Outbox = {
  start(): void;
  stop(): Promise<void>;
  /** Calls `listener` with the last position whenever there may be new events, of this process or another. */
  onPlaced(listener: (last: number) => void): () => void;
};

type Deps = { db: Db; provider: Provider; logger: Logger; databaseUrl: string };

/**
 * Places events and tells this process of new ones. Woken by its own commits, and on PostgreSQL by a NOTIFY of whichever process
 * placed some: sent from here and not with each order, because a NOTIFY makes commits wait for each other.
 */
export function createOutbox({ db, provider, logger, databaseUrl }: Deps): Outbox {
  const listeners = new Set<(last: number) => void>();
  const tellOthers = provider === 'postgresql' ? (tx: Tx) => notify(tx, CHANNEL) : undefined;
  let running: { loop: Loop; listening: Listening | undefined; forget: () => void } | undefined;

  const run = async () => {
    const { last, waiting } = await lookAtSequence(db);
    const now = waiting ? await sequenceEvents(db, tellOthers) : last;
    for (const listener of listeners) listener(now);
  };
  return {
    start: () => {
      if (running) return;
      const loop = startLoop(run, { name: 'outbox', everyMs: POLL_MS, gapMs: GAP_MS, logger });
      const listening = provider === 'postgresql' ? listen(databaseUrl, CHANNEL, loop.wake) : undefined;
      running = { loop, listening, forget: onCommit(db, loop.wake) };
    },
    stop: async () => {
      running?.forget();
      await Promise.all([running?.loop.stop(), running?.listening?.stop()]);
    },
    onPlaced: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
