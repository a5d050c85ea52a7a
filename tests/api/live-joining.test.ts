import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLiveEvents, type LiveEvents } from '../../src/modules/live/live-events.js';
import type { Sink } from '../../src/modules/live/live-stream.js';
import { startApp, type TestApp } from '../support/app.js';

let app: TestApp;
let live: LiveEvents;
/** Tells the reader of all streams that events up to this position are placed; until then it knows nothing of them. */
let tell: (last: number) => void = () => {};
beforeAll(async () => {
  app = await startApp();
  const { db, clock, logger } = app.deps;
  const onPlaced = (listener: typeof tell) => {
    tell = listener;
    return () => {};
  };
  const outbox = { start: () => {}, stop: async () => {}, onPlaced };
  live = createLiveEvents({ db, clock, logger, outbox, onEnd: () => {} });
  live.start();
});
afterAll(async () => {
  await live.stop();
  await app.close();
});

async function place(...positions: number[]): Promise<void> {
  const event = { type: 'customer.erased', subject: 'customer:1', at: new Date(), actor: 'system' };
  const rows = positions.map((position) => ({ ...event, position, data: '{"customerId":1}' }));
  await app.deps.db.event.createMany({ data: rows });
  const last = Math.max(...positions);
  await app.deps.db.eventSequence.upsert({ where: { id: 1 }, create: { id: 1, last }, update: { last } });
}

/** A stream of an admin, and the ids of the events it was told, in the order they came. */
function open(since?: number) {
  let written = '';
  const sink: Sink = {
    write: (text) => {
      written += String(text);
    },
    buffered: () => 0,
    end: () => {},
    destroy: () => {},
    onClose: () => {},
  };
  const viewer = { actor: { type: 'admin', id: 1 } as const, isStillGood: async () => true, expiresAt: null };
  live.open(viewer, { since, patterns: [] }, sink);
  return {
    hasBegun: () => written.includes('retry:'),
    told: () => [...written.matchAll(/"id":"evt_(\d+)"/g)].map(([, id]) => Number(id)),
  };
}

test('a stream that overtook the others while it caught up is told nothing twice when they catch up', async () => {
  await place(1, 2);
  const early = open();
  await expect.poll(early.hasBegun).toBe(true);
  await place(3, 4);
  const late = open(1);
  await expect.poll(late.told).toEqual([2, 3, 4]);
  const fresh = open();
  await expect.poll(fresh.hasBegun).toBe(true);

  tell(4);
  await expect.poll(early.told).toEqual([3, 4]);
  await place(5);
  tell(5);

  await expect.poll(early.told).toEqual([3, 4, 5]);
  await expect.poll(late.told).toEqual([2, 3, 4, 5]);
  await expect.poll(fresh.told).toEqual([5]);
});
