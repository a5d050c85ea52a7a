import type { Db, Tx } from '../../db/client.js';
import { AppError } from '../../shared/app-error.js';
import { orderSelect } from '../orders/index.js';
import { findOnFile, type OnFile } from './find-on-file.sql.js';

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
} as const;

export const deliveryWithOrderSelect = { ...deliverySelect, order: { select: orderSelect } } as const;

/**
 * Deliveries with what is on file of their customers today, which is asked for and never copied: what is erased or put right there is
 * so here too.
 */
export async function withOnFile<Row extends { orderId: string }>(
  db: Db | Tx,
  rows: readonly Row[],
): Promise<(Row & { onFile: OnFile })[]> {
  if (rows.length === 0) return [];
  const onFile = await findOnFile(
    db,
    rows.map(({ orderId }) => orderId),
  );
  return rows.map((row) => ({ ...row, onFile: onFile.get(row.orderId) ?? NOBODY }));
}

// Between two statements of a list an order may get another customer, but it does not go.
const NOBODY: OnFile = { orderPhone: '', address: null, phone: '' };

/** The delivery with this id. Throws `delivery.not_found`, also for a cancelled one. */
export async function getDelivery(db: Db | Tx, id: number) {
  const row = await db.delivery.findFirst({ where: { id, status: { not: 'CANCELLED' } }, select: deliverySelect });
  const [found] = await withOnFile(db, row ? [row] : []);
  if (!found) throw new AppError('notFound', 'delivery.not_found', 'Delivery not found');
  return found;
}
