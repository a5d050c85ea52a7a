import type { Db } from '../../db/client.js';
import type { OrderStatus } from '../../generated/sqlite/client.js';
import type { BusinessDays } from '../../shared/business-day.js';
import type { Minor } from '../../shared/money.js';
import { quarterAt, readTotalsByPeriod } from '../totals/index.js';

type StatusShare = { status: OrderStatus; orders: number; totalMinor: Minor };

/** What one day's orders come to by status. */
export type DaySales = { day: number; statuses: StatusShare[] };

/** So many days are added up at once: on SQLite nobody else is served meanwhile. */
const DAYS_AT_ONCE = 62;

/** The sales of each of these days, which follow each other. Read from the tallies. */
export async function salesByDay(db: Db, zone: BusinessDays, days: number[]): Promise<DaySales[]> {
  const sales: DaySales[] = [];
  for (const run of runsOf(zone, days)) {
    sales.push(...(run.quarters ? await tallied(db, run.days, run.quarters) : await counted(db, zone, run.days)));
  }
  return sales;
}

type Quarters = { from: number; to: number; width: number };
type Run = { days: number[]; quarters: Quarters | null };

/** Days of the same length that begin with a quarter of an hour, as nearly all do; where clocks change another run begins. */
function runsOf(zone: BusinessDays, days: number[]): Run[] {
  const runs: Run[] = [];
  for (const day of days) {
    const [from, to] = [quarterAt(zone.startOf(day)), quarterAt(zone.startOf(day + 1))];
    const quarters = from === null || to === null ? null : { from, to, width: to - from };
    const last = runs.at(-1);
    if (!last || last.days.length === DAYS_AT_ONCE || last.quarters?.width !== quarters?.width) {
      runs.push({ days: [day], quarters });
    } else {
      last.days.push(day);
      if (last.quarters && quarters) last.quarters.to = quarters.to;
    }
  }
  return runs;
}

async function tallied(db: Db, days: number[], quarters: Quarters): Promise<DaySales[]> {
  const rows = await readTotalsByPeriod(db, 'orders', quarters);
  const sales = days.map((day): DaySales => ({ day, statuses: [] }));
  for (const { place, part, counted: orders, totalMinor } of rows) {
    if (orders !== 0) sales[place]?.statuses.push({ status: part as OrderStatus, orders, totalMinor });
  }
  return sales;
}

// Before 1972 zones were minutes and seconds from UTC: no tally was cut there.
async function counted(db: Db, zone: BusinessDays, days: number[]): Promise<DaySales[]> {
  const sales: DaySales[] = [];
  for (const day of days) {
    const statuses = await db.order.groupBy({
      by: ['status'],
      where: { createdAt: { gte: zone.startOf(day), lt: zone.startOf(day + 1) } },
      _count: { _all: true },
      _sum: { totalMinor: true },
    });
    const shares = statuses.map(({ status, _count, _sum }) => ({
      status,
      orders: _count._all,
      totalMinor: _sum.totalMinor ?? 0n,
    }));
    sales.push({ day, statuses: shares });
  }
  return sales;
}
