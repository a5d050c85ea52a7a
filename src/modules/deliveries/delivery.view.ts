import type { Delivery, DeliveryStatus } from '../../generated/sqlite/client.js';
import { type OrderRow, orderView } from '../orders/index.js';
import { type WireStatus, wireStatuses } from './delivery-status.js';
import type { OnFile } from './find-on-file.sql.js';

export type DeliveryRow = Omit<Delivery, 'startedAt'> & { worker: { name: string }; onFile: OnFile };

/**
 * A delivery as staff and its driver see it. While somebody still has to go there, it has the address that was given for it or else the
 * customer's, and the customer's phone of today; one that is over keeps what was given, and the phone of the order.
 */
export function deliveryView(row: DeliveryRow) {
  const { orderPhone, address, phone } = row.onFile;
  const isOpen = row.status === 'PENDING' || row.status === 'IN_TRANSIT';
  return {
    id: row.id,
    orderId: row.orderId,
    workerId: row.workerId,
    vehicleId: row.vehicleId,
    driverName: row.driverName ?? row.worker.name,
    address: row.address ?? (isOpen ? address : null),
    customerPhone: (isOpen && phone) || orderPhone,
    status: wireStatus(row.status),
    estimatedDelivery: row.estimatedDelivery?.toISOString() ?? null,
    actualDelivery: row.actualDelivery?.toISOString() ?? null,
    failureReason: row.failureReason,
    createdAt: row.createdAt.toISOString(),
  };
}

export function deliveryWithOrderView(row: DeliveryRow & { order: OrderRow }) {
  return { ...deliveryView(row), order: orderView(row.order) };
}

/** Throws for a cancelled delivery, which is shown to nobody. */
export function wireStatus(status: DeliveryStatus): WireStatus {
  if (status === 'CANCELLED') throw new Error('a cancelled delivery is shown to nobody');
  return wireStatuses[status];
}
