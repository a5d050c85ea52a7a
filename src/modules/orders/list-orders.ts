import { z } from 'zod';
import type { Db } from '../../db/client.js';
import { findOrderPage, type OrderSelection } from '../../db/queries/find-order-page.js';
import { decodeCursor, MAX_PAGE, type Page, type PageRequest, toPage } from '../../shared/page.js';
import { findCustomerByEmail } from '../customers/index.js';
import { type Actor, worksForShop } from '../identity/index.js';
import { unauthorized } from './order.policy.js';
import { orderView } from './order.view.js';
import { type OrderFilter, type Shop, selectionOf } from './order-filter.js';
import { ORDER_ID } from './scanned-order-id.js';

type OrderPage = Page<ReturnType<typeof orderView>>;

/** The orders of the customer with this e-mail, newest first: for staff, and for that customer. Throws `order.not_yours`. */
export async function listOrdersOf(db: Db, actor: Actor, email: string, page: PageRequest): Promise<OrderPage> {
  const customer = await findCustomerByEmail(db, email);
  const isSelf = actor.type === 'customer' && actor.id === customer?.id;
  if (!isSelf && !worksForShop(actor)) throw unauthorized();
  if (!customer) return { rows: [], total: 0, next: null };
  return findOrders(db, { customerId: customer.id, ...(isSelf ? { isInAccount: true } : {}) }, page);
}

/** The orders that the filter lets through, newest first. Throws `search.too_broad`. */
export async function listOrders(db: Db, shop: Shop, filter: OrderFilter, page: PageRequest): Promise<OrderPage> {
  return findOrders(db, await selectionOf(db, shop, filter), page);
}

async function findOrders(db: Db, selection: OrderSelection, page: PageRequest): Promise<OrderPage> {
  const limit = page.limit ?? MAX_PAGE;
  const after = page.cursor ? decodeCursor(page.cursor, z.string().regex(ORDER_ID)) : undefined;
  const { rows, total } = await findOrderPage(db, selection, after, limit + 1);
  const found = toPage(rows, limit, total, (row) => ({ at: row.createdAt, id: row.id }));
  return { ...found, rows: found.rows.map(orderView) };
}
