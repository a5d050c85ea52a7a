import type { DeliveryStatus } from '../../generated/sqlite/client.js';
import type { Findings } from './findings.js';
import type { LegacyData } from './open-legacy.js';
import { workerOf } from './plan-colleagues.js';
import type { PlannedOrder } from './plan-orders.js';
import { createdAtOf, type Workers, withIds } from './plan-people.js';
import { emailOf, type LegacyRow, lineOf, pick, textOf, timeOf } from './read-values.js';

export type PlannedDelivery = {
  id: number;
  orderId: string;
  workerId: number;
  vehicleId: string | null;
  driverName: string | null;
  address: string | null;
  status: DeliveryStatus;
  estimatedDelivery: Date | null;
  startedAt: Date | null;
  actualDelivery: Date | null;
  failureReason: string | null;
  createdAt: Date;
};

export type PlannedTrack = {
  id: number;
  orderId: string;
  workerId: number;
  orderEmail: string | null;
  orderStatus: string;
  location: string | null;
  note: string | null;
  scannedAt: Date;
};

type Orders = Map<string, PlannedOrder>;

const STATUSES: readonly string[] = ['PENDING', 'IN_TRANSIT', 'DELIVERED', 'FAILED', 'CANCELLED'];

/** Deliveries with their ids, where worker and order are known. One that is under way needs an order that is, and the other way round. */
export function planDeliveries(
  { delivery }: LegacyData,
  orders: Orders,
  workers: Workers,
  findings: Findings,
  now: Date,
): PlannedDelivery[] {
  const planned = withIds('delivery', delivery, findings).flatMap(({ row, id }) => {
    const order = orders.get(lineOf(row['order_id']).trim());
    const worker = workerOf(row, workers);
    const status = lineOf(row['status']).trim().toUpperCase().replaceAll(' ', '_') as DeliveryStatus;
    if (!order || !worker || !STATUSES.includes(status)) {
      findings.add('delivery', id, 'left out: its order, its worker or its status is not known');
      return [];
    }
    if (worker.deletedAt && (status === 'PENDING' || status === 'IN_TRANSIT')) {
      findings.add('delivery', id, 'left out: it is not over, and its worker is no colleague any more');
      return [];
    }
    if (!claimOrder(order, id, status)) {
      findings.add('delivery', id, `left out: order ${order.id} is not where a delivery like this would have it`);
      return [];
    }
    return [{ ...readDelivery(row, id, findings, now), orderId: order.id, workerId: worker.id, status }];
  });
  for (const order of orders.values()) {
    if (order.status !== 'OUT_FOR_DELIVERY' || order.openDeliveryId !== null) continue;
    order.status = 'READY_FOR_DELIVERY';
    findings.add('order', order.id, 'it is Ready for Delivery now: nobody is known to be out with it');
  }
  return planned;
}

function claimOrder(order: PlannedOrder, deliveryId: number, status: DeliveryStatus): boolean {
  const needed = { PENDING: 'READY_FOR_DELIVERY', IN_TRANSIT: 'OUT_FOR_DELIVERY' } as const;
  if (status !== 'PENDING' && status !== 'IN_TRANSIT') return true;
  if (order.status !== needed[status] || order.openBatchId !== null || order.openDeliveryId !== null) return false;
  order.openDeliveryId = deliveryId;
  return true;
}

function readDelivery(row: LegacyRow, id: number, findings: Findings, now: Date) {
  return {
    id,
    vehicleId: lineOf(pick(row, 'vehicle_id')) || null,
    driverName: lineOf(pick(row, 'driver_name')) || null,
    address: textOf(pick(row, 'address', 'delivery_address')) || null,
    estimatedDelivery: timeOf(pick(row, 'estimated_delivery')),
    startedAt: timeOf(pick(row, 'started_at')),
    actualDelivery: timeOf(pick(row, 'actual_delivery')),
    failureReason: textOf(pick(row, 'failure_reason')) || null,
    createdAt: createdAtOf('delivery', id, row, findings, now),
  };
}

/** Scans with their ids. The older server knew an order by its customer's e-mail alone: that names one only where there is one. */
export function planTracks(
  { track }: LegacyData,
  orders: Orders,
  workers: Workers,
  findings: Findings,
): PlannedTrack[] {
  const byEmail = new Map<string, PlannedOrder[]>();
  for (const order of orders.values()) {
    byEmail.set(order.customerEmail, [...(byEmail.get(order.customerEmail) ?? []), order]);
  }
  return withIds('track', track, findings).flatMap(({ row, id }) => {
    const orderEmail = emailOf(pick(row, 'order_email', 'email')) || null;
    const same = orderEmail === null ? [] : (byEmail.get(orderEmail) ?? []);
    const order = orders.get(lineOf(pick(row, 'order_id')).trim()) ?? (same.length === 1 ? same[0] : undefined);
    const worker = workerOf(row, workers);
    const scannedAt = timeOf(pick(row, 'scanned_at', 'timestamp', 'created_at', 'updated_at'));
    if (!order || !worker || !scannedAt) {
      findings.add('track', id, 'left out: its order, its worker or its time is not known');
      return [];
    }
    return [
      {
        id,
        orderId: order.id,
        workerId: worker.id,
        orderEmail,
        orderStatus: lineOf(pick(row, 'order_status', 'status')) || 'Checkpoint',
        location: lineOf(pick(row, 'location')) || null,
        note: textOf(pick(row, 'note', 'notes')) || null,
        scannedAt,
      },
    ];
  });
}
