import type { z } from 'zod';
import type { Db, Tx } from '../../db/client.js';
import { lockRow } from '../../db/lock-row.js';
import { inTransaction } from '../../db/transaction.js';
import { AppError } from '../../shared/app-error.js';
import type { Clock } from '../../shared/clock.js';
import { invalidFields } from '../../shared/invalid-fields.js';
import { withoutUndefined } from '../../shared/without-undefined.js';
import { recordChange } from '../audit/index.js';
import { type Actor, actorLabel } from '../identity/index.js';
import { namesOtherOrder, refuseWordsOnErased } from '../orders/index.js';
import { happened } from '../outbox/index.js';
import { holdActiveWorker } from '../workers/index.js';
import { deliveryUpdated } from './delivery.events.js';
import type { changedDeliveryBody } from './delivery.schema.js';
import { getDelivery } from './delivery.store.js';
import { type DeliveryRow, deliveryView, wireStatus } from './delivery.view.js';

type ChangedDelivery = z.infer<typeof changedDeliveryBody>;

/**
 * Changes what is present of an open delivery; another worker, who may take over on the way, brings another driver's name unless one
 * is given. The order stays the same. Throws `delivery.not_found`, `worker.not_found`, `delivery.too_late` once it is over, and
 * `customer.erased` for an address of somebody who was.
 */
export async function changeDelivery(deps: { db: Db; clock: Clock }, actor: Actor, id: number, input: ChangedDelivery) {
  return inTransaction(deps.db, async (tx) => {
    // Held before it is read: the event names the worker who loses the delivery.
    await lockRow(tx, 'deliveries', id);
    const before = await getDelivery(tx, id);
    await refuseOtherOrder(tx, before, input);
    const at = deps.clock.now();
    const data = await changesOf(tx, before, input, at);
    if (Object.keys(data).length === 0) return deliveryView(before);
    const changed = await tx.delivery.updateMany({ where: { id, status: { in: ['PENDING', 'IN_TRANSIT'] } }, data });
    // Read before the refusal: one that was cancelled meanwhile is not found.
    const after = await getDelivery(tx, id);
    if (changed.count === 0) {
      throw new AppError('conflict', 'delivery.too_late', 'Delivery can no longer be changed');
    }
    await refuseWordsOnErased(tx, before.orderId, [data.address]);
    const changedFields = Object.keys(data);
    await recordChange(tx, {
      at,
      actor: actorLabel(actor),
      action: 'delivery.updated',
      entity: 'delivery',
      entityId: id,
      detail: changedFields.join(', '),
      events: [updatedEvent(before, after, changedFields)],
    });
    return deliveryView(after);
  });
}

function updatedEvent(before: DeliveryRow, after: DeliveryRow, changed: string[]) {
  const { id: deliveryId, orderId, workerId } = after;
  const previousWorkerId = before.workerId;
  const status = wireStatus(after.status);
  return happened(deliveryUpdated, { deliveryId, orderId, workerId, previousWorkerId, status, changed });
}

async function changesOf(tx: Tx, before: DeliveryRow, input: ChangedDelivery, at: Date) {
  const reassigned = input.workerId !== undefined && input.workerId !== before.workerId;
  const worker = reassigned && input.workerId ? await holdActiveWorker(tx, input.workerId, at) : undefined;
  return withoutUndefined({
    workerId: worker?.id,
    vehicleId: cleared(input.vehicleId),
    driverName: cleared(input.driverName) ?? (input.driverName === undefined ? worker?.name : null),
    address: cleared(input.address),
    estimatedDelivery: input.estimatedDelivery,
  });
}

function cleared(text: string | null | undefined): string | null | undefined {
  return text === '' ? null : text;
}

async function refuseOtherOrder(tx: Tx, before: DeliveryRow, { orderId, barcode }: ChangedDelivery): Promise<void> {
  const path = await namesOtherOrder(tx, before.orderId, { orderId, barcode });
  if (path === null) return;
  throw invalidFields([{ path, message: 'cannot be changed: delete this delivery and create another' }]);
}
