import type { Delivery, DeliveryStatus } from '../../generated/sqlite/client.js';
import { type OrderRow, orderView } from '../orders/index.js';
import { type WireStatus, wireStatuses } from './delivery-status.js';

export type DeliveryRow = Omit<Delivery, 'startedAt'>;

export function deliveryView(row: DeliveryRow) {
  return {
    id: row.id,
    orderId: row.orderId,
    workerId: row.workerId,
    vehicleId: row.vehicleId,
    driverName: row.driverName,
    address: row.address,
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

function wireStatus(status: DeliveryStatus): WireStatus {
  if (status === 'CANCELLED') throw new Error('a cancelled delivery is shown to nobody');
  return wireStatuses[status];
}
