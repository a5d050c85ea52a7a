import { AppError } from '../../shared/app-error.js';
import { recordChange } from '../audit/index.js';
import type { ReopenDelivery } from '../orders/index.js';
import { happened } from '../outbox/index.js';
import { holdActiveWorker } from '../workers/index.js';
import { deliveryReopened } from './delivery.events.js';
import { deliveryMoves, wireStatuses } from './delivery-status.js';

/**
 * Takes a step of the order's last delivery back: one that was ended is its driver's again, one that was started waits. Throws
 * `order.driver_gone` when nobody could go on with it, and `order.outrun` when somebody else changed it.
 */
export const reopenDelivery: ReopenDelivery = async (tx, orderId, name, { at, actor }) => {
  const { from, to, stamp } = deliveryMoves[name];
  const select = { id: true, workerId: true } as const;
  const delivery = await tx.delivery.findFirst({ where: { orderId, status: to }, orderBy: { id: 'desc' }, select });
  if (!delivery) throw driverGone();
  const { id, workerId } = delivery;
  if (name !== 'start') await holdDriver(tx, workerId, at);
  const data = {
    status: from,
    ...(stamp ? { [stamp]: null } : {}),
    ...(name === 'fail' ? { failureReason: null } : {}),
    // The address of somebody whose order it is not any more leads nobody there again.
    ...((await isOfFormerOwner(tx, orderId, id)) ? { address: null } : {}),
  };
  const reopened = await tx.delivery.updateMany({ where: { id, status: to }, data });
  if (reopened.count === 0) {
    throw new AppError('conflict', 'order.outrun', 'Order was moved at the same moment: look at it again');
  }
  await recordChange(tx, {
    at,
    actor,
    action: 'delivery.reopened',
    entity: 'delivery',
    entityId: id,
    detail: `order ${orderId}`,
    events: [happened(deliveryReopened, { deliveryId: id, orderId, workerId, status: wireStatuses[from] })],
  });
  return id;
};

async function isOfFormerOwner(tx: Parameters<ReopenDelivery>[0], orderId: string, id: number): Promise<boolean> {
  return (await tx.formerOwner.count({ where: { orderId, untilDelivery: { gte: id } } })) > 0;
}

async function holdDriver(tx: Parameters<ReopenDelivery>[0], workerId: number, at: Date): Promise<void> {
  try {
    await holdActiveWorker(tx, workerId, at);
  } catch (error) {
    throw error instanceof AppError && error.code === 'worker.not_found' ? driverGone() : error;
  }
}

function driverGone(): AppError {
  return new AppError('conflict', 'order.driver_gone', 'The driver of this delivery does not work here any more');
}
