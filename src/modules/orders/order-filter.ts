import type { Db } from '../../db/client.js';
import type { Prisma } from '../../generated/sqlite/client.js';
import { timesBetween } from '../../shared/day-or-time.js';
import { findCustomersByEmail } from '../customers/index.js';
import { findOrderIdsByEmail, findOrders } from '../search/index.js';
import { statusesLabelled } from './change-status.js';
import type { OrderSelection } from './find-order-page.sql.js';
import { ordersNamed } from './named-order.js';
import type { StatusLabel } from './order-status.js';
import { scannedOrderId } from './scanned-order-id.js';
import { ticketKey } from './ticket-number.js';

export type OrderWhere = Prisma.OrderWhereInput;

export type OrderFilter = {
  status?: StatusLabel | undefined;
  /** Words of the customer's name, e-mail or phone; or one order, by its id, barcode, a piece's tag or its older ticket. */
  q?: string | undefined;
  email?: string | undefined;
  /** Days `YYYY-MM-DD` of the shop's time zone, or ISO times. Both ends are included. */
  from?: string | undefined;
  to?: string | undefined;
  /** Only orders that have not left the counter: at the store, never sent, in no open batch. */
  atCounter?: boolean;
  /** Only orders that staff look for. */
  missing?: boolean | undefined;
};

/** Where days begin, and whose phone numbers need no country code. */
export type Shop = { timeZone: string; country: string };

/** Which orders the filter lets through, once its words are looked up. Throws `search.too_broad`. */
export async function selectionOf(db: Db, { timeZone, country }: Shop, filter: OrderFilter): Promise<OrderSelection> {
  const statuses = [
    ...(filter.status ? [statusesLabelled(filter.status)] : []),
    ...(filter.atCounter ? [['AT_STORE' as const]] : []),
  ];
  return {
    ...(statuses.length > 0
      ? { statuses: statuses.reduce((kept, next) => kept.filter((status) => next.includes(status))) }
      : {}),
    ...(filter.atCounter ? { isFree: true } : {}),
    ...(filter.missing ? { isMissing: true } : {}),
    ...(filter.from || filter.to ? { created: timesBetween(timeZone, filter) } : {}),
    anyOf: [
      ...(filter.email ? [await withEmail(db, filter.email)] : []),
      ...(filter.q ? [await matching(db, country, filter.q)] : []),
    ],
  };
}

/** The same as Prisma takes it, for whoever reads more columns than lists show. */
export function whereOf(selection: OrderSelection): OrderWhere {
  const { customerId, statuses, isStanding, isFree, isMissing, isInAccount, created, since, anyOf = [] } = selection;
  // One for each: a condition that nobody translates does not compile.
  const conditions = {
    customerId: customerId === undefined ? {} : { customerId },
    statuses: statuses ? { status: { in: [...statuses] } } : {},
    isStanding: isStanding && !statuses ? { status: { not: 'CANCELLED' } } : {},
    isFree: isFree ? { openBatchId: null } : {},
    isMissing: isMissing ? { missingSince: { not: null } } : {},
    isInAccount: isInAccount ? { inAccount: true, withdrawnAt: null } : {},
    created: created ? { createdAt: created } : {},
    since: since ? { createdAt: { gte: since } } : {},
    anyOf: {
      AND: anyOf.map(({ customerIds, orderIds }) => ({
        OR: [{ customerId: { in: [...customerIds] } }, { id: { in: [...orderIds] } }],
      })),
    },
  } satisfies Record<keyof OrderSelection, OrderWhere>;
  return { AND: Object.values(conditions) };
}

/** A ticket of so many digits may as well be the end of somebody's phone number. */
const MAY_BE_OF_A_PHONE = /^\d{4,}$/;

type Some = { customerIds: number[]; orderIds: string[] };

async function matching(db: Db, country: string, q: string): Promise<Some> {
  const [named = []] = await ordersNamed(db, [q]);
  if (named.length === 0) return findOrders(db, country, q);
  if (!MAY_BE_OF_A_PHONE.test(ticketKey(q)) || named.includes(scannedOrderId(q)))
    return { customerIds: [], orderIds: named };
  const found = await findOrders(db, country, q);
  return { ...found, orderIds: [...new Set([...named, ...found.orderIds])] };
}

// Of everybody who has this e-mail now, and orders that were given another than their customer's.
async function withEmail(db: Db, email: string): Promise<Some> {
  const [customerIds, orderIds] = await Promise.all([findCustomersByEmail(db, email), findOrderIdsByEmail(db, email)]);
  return { customerIds, orderIds };
}
