import type { Tx } from '../../db/client.js';
import { recordChange } from '../audit/index.js';
import { claimForDelivery, refuseWordsOnErased } from '../orders/index.js';
import { happened } from '../outbox/index.js';
import { holdActiveWorker } from '../workers/index.js';
import { deliveryCreated } from './delivery.events.js';

export type NewDelivery = {
  orderId: string;
  workerId: number;
  vehicleId?: string | null | undefined;
  driverName?: string | null | undefined;
  address?: string | null | undefined;
  estimatedDelivery?: Date | null | undefined;
};

/**
 * A pending delivery of a ready order that has none, as the transaction of its caller; its id. Null, with nothing to be kept, when
 * the order is not ready or has one. Throws `worker.not_found`, also for an inactive worker, and `customer.erased` for an address
 * of somebody who was.
 */
export async function openDelivery(
  tx: Tx,
  input: NewDelivery,
  by: { at: Date; actor: string },
): Promise<{ id: number; orderId: string; workerId: number } | null> {
  let made: { id: number } | undefined;
  const claimed = await claimForDelivery(tx, input.orderId, by.at, async () => {
    const worker = await holdActiveWorker(tx, input.workerId, by.at);
    await refuseWordsOnErased(tx, input.orderId, [input.address]);
    made = await tx.delivery.create({
      data: {
        orderId: input.orderId,
        workerId: worker.id,
        vehicleId: input.vehicleId || null,
        driverName: input.driverName || worker.name,
        address: input.address || null,
        estimatedDelivery: input.estimatedDelivery ?? null,
        createdAt: by.at,
      },
      select: { id: true },
    });
    return made;
  });
  if (!claimed || !made) return null;
  const { orderId, workerId } = input;
  await recordChange(tx, {
    at: by.at,
    actor: by.actor,
    action: 'delivery.created',
    entity: 'delivery',
    entityId: made.id,
    detail: `order ${orderId}, worker ${workerId}`,
    events: [happened(deliveryCreated, { deliveryId: made.id, orderId, workerId, status: 'pending' })],
  });
  return { id: made.id, orderId, workerId };
}
