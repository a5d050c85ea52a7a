import type { Db, Tx } from '../../db/client.js';
import { AppError } from '../../shared/app-error.js';
import { orderSelect } from '../orders/index.js';

// Of the customer as on file today, which is asked for and never copied: what is erased or put right there is so here too.
const onFile = { customerPhone: true, customer: { select: { address: true, phone: true } } } as const;

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
  worker: { select: { name: true } },
  order: { select: onFile },
} as const;

export const deliveryWithOrderSelect = { ...deliverySelect, order: { select: { ...orderSelect, ...onFile } } } as const;

/** The delivery with this id. Throws `delivery.not_found`, also for a cancelled one. */
export async function getDelivery(db: Db | Tx, id: number) {
  const row = await db.delivery.findFirst({ where: { id, status: { not: 'CANCELLED' } }, select: deliverySelect });
  if (!row) throw new AppError('notFound', 'delivery.not_found', 'Delivery not found');
  return row;
}
