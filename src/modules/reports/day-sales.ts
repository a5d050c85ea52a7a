import type { Db } from '../../db/client.js';
import { countOrdersByService } from '../../db/queries/orders-by-service.js';
import type { OrderStatus } from '../../generated/sqlite/client.js';
import type { BusinessDays } from '../../shared/business-day.js';
import type { Minor } from '../../shared/money.js';

type StatusShare = { status: OrderStatus; orders: number; totalMinor: Minor };

/** What one day's orders come to, counted by the database: by status, and by service without the cancelled ones. */
export type DaySales = { day: number; statuses: StatusShare[]; services: { serviceId: string; orders: number }[] };

const DAYS_AT_ONCE = 4;

/**
 * The sales of each day, two statements a day. A statement over the whole range would be one pass as well, but on SQLite nobody
 * else is served meanwhile; and the pool of PostgreSQL is not for one report alone.
 */
export async function salesByDay(db: Db, zone: BusinessDays, days: number[]): Promise<DaySales[]> {
  const sales: DaySales[] = [];
  for (let first = 0; first < days.length; first += DAYS_AT_ONCE) {
    const some = days.slice(first, first + DAYS_AT_ONCE);
    sales.push(...(await Promise.all(some.map((day) => salesOf(db, zone, day)))));
  }
  return sales;
}

async function salesOf(db: Db, zone: BusinessDays, day: number): Promise<DaySales> {
  const [from, to] = [zone.startOf(day), zone.startOf(day + 1)];
  const [statuses, services] = await Promise.all([
    db.order.groupBy({
      by: ['status'],
      where: { createdAt: { gte: from, lt: to } },
      _count: { _all: true },
      _sum: { totalMinor: true },
    }),
    countOrdersByService(db, from, to),
  ]);
  return {
    day,
    statuses: statuses.map(({ status, _count, _sum }) => ({
      status,
      orders: _count._all,
      totalMinor: _sum.totalMinor ?? 0n,
    })),
    services,
  };
}
