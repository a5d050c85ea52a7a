import type { Tx } from '../../db/client.js';
import { insertTimeline } from '../../db/queries/append.js';
import type { OrderStatus } from '../../generated/sqlite/client.js';
import { type Happened, recordEvents } from '../outbox/index.js';

export type TimelineRecord = {
  orderId: string;
  at: Date;
  type: string;
  status: OrderStatus;
  actor: string;
  note?: string | null;
};

/** Appends to the timeline and to the outbox, in the transaction of what happened. */
export async function writeTimeline(tx: Tx, record: TimelineRecord, events: readonly Happened[]): Promise<void> {
  await insertTimeline(tx, [{ ...record, note: record.note ?? null }]);
  await recordEvents(tx, record, events);
}
