import type { Tx } from '../../db/client.js';
import { AppError } from '../../shared/app-error.js';
import { happened } from '../outbox/index.js';
import { cannotMove, cannotMoveAlone, orderIsMissing } from './cannot-move.js';
import { orderCancelled, orderStatusChanged } from './order.events.js';
import { getOrder, orderNotFound } from './order.store.js';
import { type OrderMove, orderMoves, statusLabels } from './order-status.js';
import { ORDER_ID } from './scanned-order-id.js';
import { writeTimeline } from './write-timeline.js';

type Move = { at: Date; actor: string; note?: string | null };

/**
 * Moves one order that is in no open batch, by compare-and-set, with its timeline entry. `openDeliveryId` is set or cleared where
 * given; `unlessInDelivery` leaves an order with an open delivery to that. Throws `order.not_found`, `order.illegal_move`, and
 * `order.in_open_batch` or `order.in_open_delivery` while one holds it, `order.missing` for one that is looked for, unless it is cancelled.
 */
export async function moveOrder(
  tx: Tx,
  id: string,
  name: OrderMove,
  move: Move & { openDeliveryId?: number | null; unlessInDelivery?: boolean },
): Promise<void> {
  if (!ORDER_ID.test(id)) throw orderNotFound();
  const { from, to } = orderMoves[name];
  const delivery = move.openDeliveryId === undefined ? {} : { openDeliveryId: move.openDeliveryId };
  const moved = await tx.order.updateMany({
    where: {
      id,
      status: { in: [...from] },
      openBatchId: null,
      // What nobody finds moves nowhere, but it may be given up.
      ...(name === 'cancel' ? {} : { missingSince: null }),
      ...(move.unlessInDelivery ? { openDeliveryId: null } : {}),
    },
    data: { status: to, missingSince: null, updatedAt: move.at, version: { increment: 1 }, ...delivery },
  });
  if (moved.count === 0) throw await whyNot(tx, id, name, move.unlessInDelivery ?? false);
  const entry = { orderId: id, at: move.at, type: 'status', status: to, actor: move.actor, note: move.note ?? null };
  await writeTimeline(tx, entry, [eventOf(id, to)]);
}

function eventOf(orderId: string, to: (typeof orderMoves)[OrderMove]['to']) {
  if (to === 'CANCELLED') return happened(orderCancelled, { orderId, status: statusLabels[to] });
  return happened(orderStatusChanged, { orderId, status: statusLabels[to], transitId: null });
}

async function whyNot(tx: Tx, id: string, name: OrderMove, unlessInDelivery: boolean): Promise<AppError> {
  const order = await getOrder(tx, id);
  const { from, to } = orderMoves[name];
  if (!(from as readonly string[]).includes(order.status)) return cannotMove(order.status, to);
  if (order.openBatchId !== null) return cannotMoveAlone(order.status, to);
  if (order.missingSince !== null) return orderIsMissing();
  if (unlessInDelivery && order.openDeliveryId !== null) {
    return new AppError('conflict', 'order.in_open_delivery', 'Order has an open delivery');
  }
  return cannotMove(order.status, to);
}
