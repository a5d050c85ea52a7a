import type { PlainTx } from '../../db/client.js';
import type { Insert } from '../../db/insert-rows.js';
import type { OrderStatus } from '../../generated/sqlite/client.js';
import { type Happened, recordEvents } from '../outbox/index.js';
import { timelineRows } from './timeline-rows.sql.js';

export type TimelineRecord = {
  orderId: string;
  at: Date;
  type: string;
  status: OrderStatus;
  actor: string;
  note?: string | null;
};

/** Appends to the timeline and to the outbox, in the transaction of what happened; `beside` are rows of the same change. */
export async function writeTimeline(
  tx: PlainTx,
  record: TimelineRecord,
  events: readonly Happened[],
  ...beside: readonly Insert[]
): Promise<void> {
  await recordEvents(tx, record, events, ...beside, timelineRows([{ ...record, note: record.note ?? null }]));
}
