import type { Db } from '../../db/client.js';
import { lockRow } from '../../db/lock-row.js';
import { inTransaction } from '../../db/transaction.js';
import { AppError } from '../../shared/app-error.js';
import type { Clock } from '../../shared/clock.js';
import { recordChange } from '../audit/index.js';
import { type Actor, actorLabel } from '../identity/index.js';
import { freeFromDelivery } from '../orders/index.js';
import { happened } from '../outbox/index.js';
import { deliveryCancelled } from './delivery.events.js';
import { getDelivery } from './delivery.store.js';

/**
 * Calls off a delivery nobody has left with: it leaves every list, and its order is free for another. Throws `delivery.not_found`,
 * and `delivery.too_late` once it was started.
 */
export async function cancelDelivery(deps: { db: Db; clock: Clock }, actor: Actor, id: number): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    const at = deps.clock.now();
    // Held before it is read: the event names the worker who had it last.
    await lockRow(tx, 'deliveries', id);
    const { orderId, workerId } = await getDelivery(tx, id);
    const cancelled = await tx.delivery.updateMany({ where: { id, status: 'PENDING' }, data: { status: 'CANCELLED' } });
    if (cancelled.count === 0) {
      await getDelivery(tx, id);
      throw new AppError('conflict', 'delivery.too_late', 'Delivery can no longer be deleted');
    }
    await freeFromDelivery(tx, orderId, id, at);
    await recordChange(tx, {
      at,
      actor: actorLabel(actor),
      action: 'delivery.cancelled',
      entity: 'delivery',
      entityId: id,
      detail: `order ${orderId}`,
      events: [happened(deliveryCancelled, { deliveryId: id, orderId, workerId, status: 'cancelled' })],
    });
  });
}
