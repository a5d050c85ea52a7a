import { z } from 'zod';
import type { Db } from '../../db/client.js';
import { decodeCursor, MAX_PAGE, type Page, type PageRequest, weighedPage } from '../../shared/page.js';
import { findAccountByEmail, findCustomersByEmail } from '../customers/index.js';
import { type Actor, worksForShop } from '../identity/index.js';
import { countOrders, findNewestOrders, type OrderSelection } from './find-order-page.sql.js';
import { ordersNamed } from './named-order.js';
import { narrowToNewest } from './narrow-to-newest.sql.js';
import { unauthorized } from './order.policy.js';
import { orderView, ownersView, weightOf } from './order.view.js';
import { type OrderFilter, type Shop, selectionOf } from './order-filter.js';
import { ORDER_ID } from './scanned-order-id.js';

type OrderPage = Page<ReturnType<typeof orderView>>;

/**
 * The orders with this e-mail, newest first: for staff those of everybody who has it that are not cancelled, for a customer whose login
 * it is those of the account. Throws `order.not_yours`, and `search.too_broad` for an e-mail of more than 2,000 people.
 */
export async function listOrdersOf(db: Db, actor: Actor, email: string, page: PageRequest): Promise<OrderPage> {
  if (!worksForShop(actor)) {
    const account = await findAccountByEmail(db, email);
    if (actor.type !== 'customer' || actor.id !== account?.id) throw unauthorized();
    const own = await findOrders(db, { customerId: account.id, isInAccount: true }, page);
    return { ...own, rows: own.rows.map(ownersView) };
  }
  const [customerId, ...others] = await findCustomersByEmail(db, email);
  if (customerId === undefined) return { rows: [], total: 0, next: null };
  if (others.length === 0) return findOrders(db, { customerId, isStanding: true }, page);
  return findOrders(db, { isStanding: true, anyOf: [{ customerIds: [customerId, ...others], orderIds: [] }] }, page);
}

/**
 * The orders that the filter lets through, newest first. What was cancelled is there for whoever asks for that status, or names the one
 * order. Throws `search.too_broad`.
 */
export async function listOrders(db: Db, shop: Shop, filter: OrderFilter, page: PageRequest): Promise<OrderPage> {
  const selection = await selectionOf(db, shop, filter);
  return findOrders(db, { ...selection, isStanding: !(await isNamed(db, selection, filter.q)) }, page);
}

async function isNamed(db: Db, { anyOf = [] }: OrderSelection, q: string | undefined): Promise<boolean> {
  const few = anyOf.filter(({ customerIds, orderIds }) => customerIds.length === 0 && orderIds.length > 0);
  if (q === undefined || few.length === 0) return false;
  const [named = []] = await ordersNamed(db, [q]);
  return named.length > 0 && few.some(({ orderIds }) => orderIds.every((id) => named.includes(id)));
}

async function findOrders(db: Db, selection: OrderSelection, page: PageRequest): Promise<OrderPage> {
  const limit = page.limit ?? MAX_PAGE;
  const after = page.cursor ? decodeCursor(page.cursor, z.string().regex(ORDER_ID)) : undefined;
  const newest = await narrowToNewest(db, selection, after, limit + 1);
  const { rows, next } = await weighedPage({
    limit,
    after,
    read: (behind, take) => findNewestOrders(db, newest, behind, take),
    position: (row) => ({ at: row.createdAt, id: row.id }),
    weigh: weightOf,
  });
  // A page from the beginning with nothing behind it is all there is.
  const total = !after && next === null ? rows.length : await countOrders(db, selection);
  return { rows: rows.map(orderView), total, next };
}
