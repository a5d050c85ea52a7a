import type { Db, Tx } from '../../db/client.js';
import type { OrderTotals } from './customer-record.view.js';

const NONE: OrderTotals = { orders: 0, spentMinor: 0n, lastAt: null };

/** What the orders of these customers add up to, in one query for all of them; cancelled orders do not count. */
export async function totalsOf(db: Db | Tx, customerIds: number[]): Promise<(id: number) => OrderTotals> {
  if (customerIds.length === 0) return () => NONE;
  const groups = await db.order.groupBy({
    by: ['customerId'],
    where: { customerId: { in: customerIds }, status: { not: 'CANCELLED' } },
    _count: { _all: true },
    _sum: { totalMinor: true },
    _max: { createdAt: true },
  });
  const totals = new Map(
    groups.map((group) => [
      group.customerId,
      { orders: group._count._all, spentMinor: group._sum.totalMinor ?? 0n, lastAt: group._max.createdAt },
    ]),
  );
  return (id) => totals.get(id) ?? NONE;
}
