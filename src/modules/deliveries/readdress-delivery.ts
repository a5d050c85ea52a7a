import { recordChange } from '../audit/index.js';
import type { Readdress } from '../orders/index.js';
import { happened } from '../outbox/index.js';
import { deliveryUpdated } from './delivery.events.js';
import { getDelivery } from './delivery.store.js';
import { wireStatus } from './delivery.view.js';

/** Gives an open delivery, whose row and order must be held, another address or none: without one it goes where the customer lives. */
export const readdressDelivery: Readdress = async (tx, id, address, { at, actor }) => {
  const { orderId, workerId, status, address: before } = await getDelivery(tx, id);
  if (before === address) return false;
  await tx.delivery.update({ where: { id }, data: { address }, select: { id: true } });
  const told = { deliveryId: id, orderId, workerId, previousWorkerId: workerId, status: wireStatus(status) };
  await recordChange(tx, {
    at,
    actor,
    action: 'delivery.updated',
    entity: 'delivery',
    entityId: id,
    detail: 'address',
    events: [happened(deliveryUpdated, { ...told, changed: ['address'] })],
  });
  return true;
};
