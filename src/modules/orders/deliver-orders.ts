import type { Tx } from '../../db/client.js';
import { orderMoves } from './order-status.js';

// What planning a delivery does to its order, which stays where it is; `moveOrder` moves it when the delivery does.

/**
 * Claims a ready order in no open batch and without an open delivery for the delivery that `create` makes. False, with nothing made, when another one
 * has it or it is not ready. The row is taken before anything refers to it: claims at once wait in line instead of blocking each other.
 */
export async function claimForDelivery(
  tx: Tx,
  id: string,
  at: Date,
  create: () => Promise<{ id: number }>,
): Promise<boolean> {
  const where = { id, status: { in: [...orderMoves.sendOut.from] }, openDeliveryId: null, openBatchId: null };
  const held = await tx.order.updateMany({ where, data: { updatedAt: at, version: { increment: 1 } } });
  if (held.count === 0) return false;
  const delivery = await create();
  const claimed = await tx.order.updateMany({ where, data: { updatedAt: at, openDeliveryId: delivery.id } });
  return claimed.count === 1;
}

/** Lets go of the order of a delivery that will not happen; it stays where it is. */
export async function freeFromDelivery(tx: Tx, id: string, deliveryId: number, at: Date): Promise<void> {
  await tx.order.updateMany({
    where: { id, openDeliveryId: deliveryId },
    data: { openDeliveryId: null, updatedAt: at, version: { increment: 1 } },
  });
}
