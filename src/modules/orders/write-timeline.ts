import type { Tx } from '../../db/client.js';
import type { OrderStatus } from '../../generated/sqlite/client.js';

export type TimelineRecord = {
  orderId: string;
  at: Date;
  type: string;
  status: OrderStatus;
  actor: string;
  note?: string | null;
};

/** Appends to the timeline, in the transaction of what happened. */
export async function writeTimeline(tx: Tx, record: TimelineRecord): Promise<void> {
  await tx.timelineEntry.create({ data: record, select: { id: true } });
}
