import type { Tx } from '../../db/client.js';
import { recordChange } from '../audit/index.js';
import { moveOrder } from '../orders/index.js';
import { happened } from '../outbox/index.js';
import { deliveryMoved } from './delivery.events.js';
import { type DeliveryMove, deliveryMoves, wireStatuses } from './delivery-status.js';

type Carried = { id: number; orderId: string; workerId: number };

/**
 * Moves this worker's delivery on by compare-and-set, and its order with it, in the transaction of its caller; `note` is for the
 * timeline alone. False, with nothing changed, when it is not, or no longer, where the move begins. Throws `order.illegal_move` when its order is somewhere else.
 */
export async function carryOut(
  tx: Tx,
  delivery: Carried,
  name: DeliveryMove,
  by: { at: Date; actor: string; reason?: string | undefined; note?: string | null | undefined },
): Promise<boolean> {
  const { id, orderId, workerId } = delivery;
  const move = deliveryMoves[name];
  const moved = await tx.delivery.updateMany({
    where: { id, workerId, status: move.from },
    data: {
      status: move.to,
      ...(move.stamp ? { [move.stamp]: by.at } : {}),
      ...(by.reason === undefined ? {} : { failureReason: by.reason }),
    },
  });
  if (moved.count === 0) return false;
  await moveOrder(tx, orderId, move.order, {
    at: by.at,
    actor: by.actor,
    note: by.reason ?? by.note ?? null,
    ...(move.releases ? { openDeliveryId: null } : {}),
  });
  await recordChange(tx, {
    at: by.at,
    actor: by.actor,
    action: `delivery.${name}`,
    entity: 'delivery',
    entityId: id,
    detail: `order ${orderId}`,
    events: [happened(deliveryMoved[name], { deliveryId: id, orderId, workerId, status: wireStatuses[move.to] })],
  });
  return true;
}
