import type { Db, Tx } from '../../db/client.js';
import { AppError } from '../../shared/app-error.js';
import { findOrderRow, isOrder } from './find-order.sql.js';
import { ORDER_ID } from './scanned-order-id.js';

/** The order with this id and what decides who may touch it. Throws `order.not_found`, also for what cannot be an order id. */
export async function getOrder(db: Db | Tx, id: string) {
  const row = ORDER_ID.test(id) ? await findOrderRow(db, id) : null;
  if (!row) throw orderNotFound();
  return row;
}

export type OwnedOrder = Awaited<ReturnType<typeof getOrder>>;

export async function orderExists(db: Db, id: string): Promise<boolean> {
  return ORDER_ID.test(id) && isOrder(db, id);
}

/** The newest `take` entries of an order's timeline, those before the entry `before` where one is named, without the `hidden` types; newest first. */
export function newestEntries(db: Db, orderId: string, hidden: string[], take: number, before?: number) {
  return db.timelineEntry.findMany({
    where: { orderId, type: { notIn: hidden }, ...(before === undefined ? {} : { id: { lt: before } }) },
    orderBy: { id: 'desc' },
    take,
    select: { id: true, at: true, type: true, status: true, actor: true, note: true },
  });
}

/** The last entry of an order's timeline that was written while it was somebody else's than this customer's; 0 where none was. */
export async function lastEntryOfOthers(db: Db, orderId: string, customerId: number): Promise<number> {
  const last = await db.formerOwner.findFirst({
    where: { orderId, customerId: { not: customerId } },
    orderBy: { untilEntry: 'desc' },
    select: { untilEntry: true },
  });
  return last?.untilEntry ?? 0;
}

export function orderNotFound(): AppError {
  return new AppError('notFound', 'order.not_found', 'Order not found');
}
