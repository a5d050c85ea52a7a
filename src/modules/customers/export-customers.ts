import type { Db } from '../../db/client.js';
import { dayIn } from '../../shared/business-day.js';
import { toDecimal } from '../../shared/money.js';
import { olderThan, type Position, pagesOf } from '../../shared/page.js';
import { recordSelect } from './customer.store.js';
import { statusWords } from './customer-record.view.js';
import { type CustomerFilter, whereOf } from './list-customers.js';
import { totalsOf } from './order-totals.js';

export const customerColumns = [
  'id',
  'name',
  'email',
  'phone',
  'address',
  'notes',
  'status',
  'createdAt',
  'totalOrders',
  'totalSpent',
  'lastOrderDate',
  'day',
] as const;

const { merged: _merged, loginEmail: _login, ...exportSelect } = recordSelect;

type Shop = { country: string; timeZone: string; currency: string };

/** The customers that the filter lets through and that are not erased, newest first. Throws `search.too_broad`. */
export async function* exportCustomers(db: Db, { country, timeZone, currency }: Shop, filter: CustomerFilter) {
  const dayOf = dayIn(timeZone);
  const where = await whereOf(db, country, filter);
  const pages = pagesOf(
    (after: Position<number> | undefined, take) =>
      db.customer.findMany({
        where: { AND: [where, after ? olderThan('createdAt', after) : {}] },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take,
        select: exportSelect,
      }),
    (row) => ({ at: row.createdAt, id: row.id }),
  );
  for await (const page of pages) {
    const totals = await totalsOf(
      db,
      page.map((row) => row.id),
    );
    yield page.map((row) => {
      const { orders, spentMinor, lastAt } = totals(row.id);
      return {
        ...row,
        status: statusWords[row.status],
        createdAt: row.createdAt.toISOString(),
        totalOrders: orders,
        totalSpent: toDecimal(spentMinor, currency),
        lastOrderDate: lastAt?.toISOString() ?? null,
        day: dayOf(row.createdAt),
      };
    });
  }
}
