import type { Tx } from '../../db/client.js';
import { recordAudit } from '../audit/index.js';
import { moveOrder } from '../orders/index.js';
import { type DeliveryMove, deliveryMoves } from './delivery-status.js';

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
  await recordAudit(tx, {
    at: by.at,
    actor: by.actor,
    action: `delivery.${name}`,
    entity: 'delivery',
    entityId: id,
    detail: `order ${orderId}`,
  });
  return true;
}
