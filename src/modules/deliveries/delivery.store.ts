import type { Db, Tx } from '../../db/client.js';
import { AppError } from '../../shared/app-error.js';
import { orderSelect } from '../orders/index.js';

export const deliverySelect = {
  id: true,
  orderId: true,
  workerId: true,
  vehicleId: true,
  driverName: true,
  address: true,
  status: true,
  estimatedDelivery: true,
  actualDelivery: true,
  failureReason: true,
  createdAt: true,
} as const;

export const deliveryWithOrderSelect = { ...deliverySelect, order: { select: orderSelect } } as const;

/** The delivery with this id. Throws `delivery.not_found`, also for a cancelled one. */
export async function getDelivery(db: Db | Tx, id: number) {
  const row = await db.delivery.findFirst({ where: { id, status: { not: 'CANCELLED' } }, select: deliverySelect });
  if (!row) throw new AppError('notFound', 'delivery.not_found', 'Delivery not found');
  return row;
}
