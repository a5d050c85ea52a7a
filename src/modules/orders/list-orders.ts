import { z } from 'zod';
import type { Db } from '../../db/client.js';
import { decodeCursor, MAX_PAGE, olderThan, type Page, type PageRequest, toPage } from '../../shared/page.js';
import { findCustomerByEmail } from '../customers/index.js';
import { type Actor, isStaff } from '../identity/index.js';
import { unauthorized } from './order.policy.js';
import { ORDER_ID, orderSelect } from './order.store.js';
import { orderView } from './order.view.js';
import { type OrderFilter, type OrderWhere, whereOf } from './order-filter.js';

type OrderPage = Page<ReturnType<typeof orderView>>;

/** The orders of the customer with this e-mail, newest first: for staff, and for that customer. Throws `order.not_yours`. */
export async function listOrdersOf(db: Db, actor: Actor, email: string, page: PageRequest): Promise<OrderPage> {
  const customer = await findCustomerByEmail(db, email);
  const isSelf = actor.type === 'customer' && actor.id === customer?.id;
  if (!isSelf && !isStaff(actor)) throw unauthorized();
  if (!customer) return { rows: [], total: 0, next: null };
  const visible = isSelf ? { inAccount: true, withdrawnAt: null } : {};
  return findOrders(db, { customerId: customer.id, ...visible }, page);
}

/** The orders that the filter lets through, newest first. Throws `search.too_broad`. */
export async function listOrders(db: Db, timeZone: string, filter: OrderFilter, page: PageRequest): Promise<OrderPage> {
  return findOrders(db, await whereOf(db, timeZone, filter), page);
}

async function findOrders(db: Db, where: OrderWhere, page: PageRequest): Promise<OrderPage> {
  const limit = page.limit ?? MAX_PAGE;
  const after = page.cursor ? decodeCursor(page.cursor, z.string().regex(ORDER_ID)) : undefined;
  const left = after ? olderThan('createdAt', after) : {};
  const [rows, total] = await Promise.all([
    db.order.findMany({
      where: { AND: [where, left] },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: limit + 1,
      select: orderSelect,
    }),
    db.order.count({ where }),
  ]);
  const found = toPage(rows, limit, total, (row) => ({ at: row.createdAt, id: row.id }));
  return { ...found, rows: found.rows.map(orderView) };
}
