import type { Db } from '../../db/client.js';
import type { Prisma } from '../../generated/sqlite/client.js';
import { timesBetween } from '../../shared/day-or-time.js';
import { findCustomerByEmail } from '../customers/index.js';
import { findCustomerIds, findOrderIds, findOrderIdsByEmail } from '../search/index.js';
import { statusesLabelled } from './change-status.js';
import { orderExists, scannedOrderId } from './order.store.js';
import type { StatusLabel } from './order-status.js';

export type OrderWhere = Prisma.OrderWhereInput;

export type OrderFilter = {
  status?: StatusLabel | undefined;
  /** Words of the customer's name, e-mail or phone; or one order, by its id, barcode or a piece's tag. */
  q?: string | undefined;
  email?: string | undefined;
  /** Days `YYYY-MM-DD` of the shop's time zone, or ISO times. Both ends are included. */
  from?: string | undefined;
  to?: string | undefined;
  /** Only orders that have not left the counter: at the store, never sent, in no open batch. */
  atCounter?: boolean;
};

/** The filter as the database takes it. Throws `search.too_broad`. */
export async function whereOf(db: Db, timeZone: string, filter: OrderFilter): Promise<OrderWhere> {
  return {
    AND: [
      filter.status ? { status: { in: statusesLabelled(filter.status) } } : {},
      filter.atCounter ? { status: 'AT_STORE', openBatchId: null } : {},
      filter.from || filter.to ? { createdAt: timesBetween(timeZone, filter) } : {},
      filter.email ? await withEmail(db, filter.email) : {},
      filter.q ? await matching(db, filter.q) : {},
    ],
  };
}

async function matching(db: Db, q: string): Promise<OrderWhere> {
  const scanned = scannedOrderId(q);
  if (await orderExists(db, scanned)) return { id: scanned };
  const [customerIds, orderIds] = await Promise.all([findCustomerIds(db, q), findOrderIds(db, q)]);
  return { OR: [{ customerId: { in: customerIds } }, { id: { in: orderIds } }] };
}

// Of the customer who has this e-mail now, and orders that were given another than their customer's.
async function withEmail(db: Db, email: string): Promise<OrderWhere> {
  const [customer, orderIds] = await Promise.all([findCustomerByEmail(db, email), findOrderIdsByEmail(db, email)]);
  return { OR: [{ customerId: { in: customer ? [customer.id] : [] } }, { id: { in: orderIds } }] };
}
