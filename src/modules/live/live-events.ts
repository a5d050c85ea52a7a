import { AsyncResource } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '../../db/client.js';
import { AppError } from '../../shared/app-error.js';
import type { Clock } from '../../shared/clock.js';
import type { Logger } from '../../shared/logger.js';
import { type Loop, startLoop } from '../../shared/loop.js';
import { matchesEvent } from '../events/index.js';
import { actorLabel, isStaff } from '../identity/index.js';
import { ownersOf } from '../orders/index.js';
import { lookAtSequence, type Outbox, type PlacedEvent, positionBeforeOldest, readEvents } from '../outbox/index.js';
import { frameOf, heartbeat, type LiveStream, MOST_BUFFERED_BYTES, type Sink, type Viewer } from './live-stream.js';
import { createTurns } from './turns.js';
import { watchLogins } from './watch-logins.js';
import { maySee } from './who-may-see.js';

const PAGE = 200;
/**
 * How far behind a client may resume. Staff see nearly everything that is read for them; of what is read for others, most is not theirs.
 */
const MOST_BEHIND = { staff: 10_000, others: 1_000 };
const MOST_STREAMS = 5_000;
const MOST_PER_ACCOUNT = 10;
const LOOK_MS = 5_000;
/** A login that is over ends its streams within this time, where no event tells of it at once. */
const TICK_MS = 1_000;
const HEARTBEAT_MS = 15_000;
/** How long a client may take to follow what it missed. */
const CATCH_UP_STALL_MS = 30_000;

export type EndReason = 'slow' | 'login_over' | 'stopping';

export type LiveEvents = {
  /** Throws `stream.too_many` and `stream.full`, before anything is sent. */
  refuseTooMany(viewer: Viewer): void;
  /** Streams events behind `since`, or from now on, until the client leaves or its login ends. */
  open(viewer: Viewer, asked: { since: number | undefined; patterns: readonly string[] }, sink: Sink): void;
  count(): number;
  start(): void;
  /** Ends every stream at once; the clients come back to whoever serves then. */
  stop(): Promise<void>;
};

type Deps = { db: Db; clock: Clock; logger: Logger; outbox: Outbox; onEnd: (reason: EndReason) => void };

/**
 * Live events of this process: one reader of the outbox for all streams, however many. What is sent to a stream is built once and
 * shared; what a slow client leaves standing is bounded.
 */
export function createLiveEvents({ db, clock, logger, outbox, onEnd }: Deps): LiveEvents {
  // What is read here belongs to no request, whoever's opened the stream.
  const outside = new AsyncResource('LiveEvents');
  const streams = new Set<LiveStream>();
  const live = new Set<LiveStream>();
  let position: number | undefined;
  let placed = 0;
  let loops: { read: Loop; tick: Loop; forget: () => void } | undefined;
  let stopping = false;
  let beatAt = performance.now();
  const catchingUp = createTurns();

  const close = (stream: LiveStream, reason?: EndReason) => {
    if (!stream.isOpen) return;
    stream.isOpen = false;
    streams.delete(stream);
    live.delete(stream);
    if (reason) onEnd(reason);
    if (reason === 'slow') stream.sink.destroy();
    else if (reason)
      stream.sink.end(reason === 'stopping' ? 'retry: 1000\n\n' : 'event: end\ndata: {"reason":"login over"}\n\n');
  };
  const logins = watchLogins({ streams, clock, onOver: (stream) => close(stream, 'login_over') });
  const send = (stream: LiveStream, text: string | Buffer) => {
    stream.sink.write(text);
    if (stream.sink.buffered() > MOST_BUFFERED_BYTES) close(stream, 'slow');
  };
  const tell = async (to: Iterable<LiveStream>, events: PlacedEvent[]) => {
    const ids = [...new Set(events.flatMap(({ event }) => orderOf(event.data) ?? []))];
    const needsOwners = [...to].some(({ viewer }) => viewer.actor.type === 'customer');
    const owners = needsOwners && ids.length > 0 ? await ownersOf(db, ids) : new Map();
    for (const placedEvent of events) {
      const { event } = placedEvent;
      const owner = owners.get(orderOf(event.data) ?? '');
      let frame: Buffer | undefined;
      for (const stream of to) {
        if (!stream.isOpen || stream.position >= placedEvent.position) continue;
        stream.position = placedEvent.position;
        if (!stream.wants(event.type) || !maySee(stream.viewer.actor, event, owner)) continue;
        frame ??= frameOf(placedEvent);
        send(stream, frame);
      }
    }
  };
  /** Follows the outbox, for all who have caught up. */
  const read = async () => {
    position ??= (await lookAtSequence(db)).last;
    if (streams.size === 0) position = Math.max(position, placed);
    while (position < placed) {
      const events: PlacedEvent[] = await readEvents(db, position, PAGE);
      await logins.ofAccountsIn(events);
      await tell(live, events);
      position = events.at(-1)?.position ?? placed;
    }
  };
  const catchUp = async (stream: LiveStream, since: number | undefined) => {
    position ??= (await lookAtSequence(db)).last;
    const { last } = await lookAtSequence(db);
    const start = since ?? last;
    const mostBehind = isStaff(stream.viewer.actor) ? MOST_BEHIND.staff : MOST_BEHIND.others;
    const isNear = start <= last && last - start <= mostBehind;
    const isKnown = isNear && start >= (await positionBeforeOldest(db, last));
    stream.position = isKnown ? start : last;
    const reset = isKnown ? '' : `event: reset\ndata: {"reason":"events were missed"}\n`;
    send(stream, `retry: 3000\n\n${reset}id: ${stream.position}\n\n`);
    // Nothing is awaited between the comparison and joining: no event falls between the two.
    while (stream.isOpen && stream.position < position) {
      const told = await catchingUp(async () => {
        if (!stream.isOpen) return 0;
        const events = await readEvents(db, stream.position, PAGE);
        await tell([stream], events);
        return events.length;
      });
      if (told === 0) break;
      await roomFor(stream);
    }
    if (stream.isOpen) live.add(stream);
    loops?.read.wake();
  };
  const roomFor = async (stream: LiveStream) => {
    const deadline = performance.now() + CATCH_UP_STALL_MS;
    while (stream.isOpen && stream.sink.buffered() > MOST_BUFFERED_BYTES / 4) {
      if (performance.now() > deadline) close(stream, 'slow');
      await sleep(20);
    }
  };
  const tick = async () => {
    if (performance.now() - beatAt >= HEARTBEAT_MS) {
      beatAt = performance.now();
      for (const stream of live) send(stream, heartbeat(stream.position));
    }
    await logins.next();
  };
  return {
    refuseTooMany: ({ actor }) => {
      const account = actorLabel(actor);
      const own = [...streams].filter(({ viewer }) => actorLabel(viewer.actor) === account);
      if (own.length >= MOST_PER_ACCOUNT) {
        throw new AppError('tooManyRequests', 'stream.too_many', 'Too many streams', { retryAfterSeconds: 30 });
      }
      if (stopping || streams.size >= MOST_STREAMS)
        throw new AppError('unavailable', 'stream.full', 'No stream is free');
    },
    open: (viewer, { since, patterns }, sink) => {
      const wants = (type: string) => patterns.length === 0 || matchesEvent(patterns, type);
      const stream: LiveStream = { viewer, sink, wants, position: 0, isOpen: true };
      // What happened while nobody listened is for whoever asks for it, and not for the one reader of all.
      if (streams.size === 0 && position !== undefined) position = Math.max(position, placed);
      streams.add(stream);
      sink.onClose(() => close(stream));
      outside.runInAsyncScope(() => {
        catchUp(stream, since).catch((error: unknown) => {
          logger.warn({ error }, 'a live stream could not catch up');
          close(stream);
          sink.destroy();
        });
      });
    },
    count: () => streams.size,
    start: () => {
      if (loops || stopping) return;
      const readLoop = startLoop(read, { name: 'live events', everyMs: LOOK_MS, gapMs: 10, logger });
      const tickLoop = startLoop(tick, { name: 'live streams', everyMs: TICK_MS, gapMs: TICK_MS, logger });
      const forget = outbox.onPlaced((last) => {
        if (last <= placed) return;
        placed = last;
        readLoop.wake();
      });
      loops = { read: readLoop, tick: tickLoop, forget };
    },
    stop: async () => {
      stopping = true;
      loops?.forget();
      for (const stream of streams) close(stream, 'stopping');
      await Promise.all([loops?.read.stop(), loops?.tick.stop()]);
    },
  };
}

function orderOf(data: Record<string, unknown>): string | undefined {
  const { orderId } = data;
  return typeof orderId === 'string' ? orderId : undefined;
}
