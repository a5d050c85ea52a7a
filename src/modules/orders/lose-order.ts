import type { PlainTx } from '../../db/client.js';
import type { OrderStatus } from '../../generated/sqlite/client.js';
import { happened } from '../outbox/index.js';
import { orderMissing } from './order.events.js';
import { statusLabels } from './order-status.js';
import { writeTimeline } from './write-timeline.js';

type Left = { orderId: string; status: OrderStatus; transitId: string };
type By = { at: Date; actor: string };

// What is told of an order that left a batch which goes on without it; the batch has let it go already.

/** Writes into its timeline that the order was taken out of the batch before it left. */
export function tellTakenOut(tx: PlainTx, { orderId, status, transitId }: Left, by: By): Promise<void> {
  return writeTimeline(tx, { orderId, status, type: 'taken_out', note: transitId, ...by }, []);
}

/** Writes into its timeline and events that the order is missing; `note` is what staff say of it. */
export function tellMissing(tx: PlainTx, left: Left, by: By, note: string | null): Promise<void> {
  const { orderId, status, transitId } = left;
  const event = happened(orderMissing, { orderId, status: statusLabels[status], transitId });
  return writeTimeline(tx, { orderId, status, type: 'missing', note: note ?? transitId, ...by }, [event]);
}
