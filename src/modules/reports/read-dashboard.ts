import type { Db } from '../../db/client.js';
import { businessDays } from '../../shared/business-day.js';
import type { Clock } from '../../shared/clock.js';
import { sumMinor, toMajor } from '../../shared/money.js';
import { countByLabel, mostOrdered, salesOn } from './add-up.js';
import { salesByDay } from './day-sales.js';
import { countNewCustomers, countOverdue, countReady, countTravelling, namesOfServices } from './report.store.js';
import { type DayRange, rangeOf, reportDays } from './report-range.js';
import { ordersByService } from './service-orders.js';

const MOST_SERVICES = 10;

type Deps = { db: Db; clock: Clock; config: { timeZone: string } };

/**
 * The admin's first page: sales of a range of days, cut in the business's time zone, and what waits at this moment. Cancelled
 * orders are no sales. Throws `request.invalid_fields` as `reportDays` does.
 */
export async function readDashboard({ db, clock, config }: Deps, range: DayRange) {
  const zone = businessDays(config.timeZone);
  const today = zone.dayAt(clock.now());
  const days = reportDays(range, today);
  const sales = await salesByDay(db, zone, days);
  const rows = sales.map(salesOn);
  const popular = mostOrdered(await ordersByService(db, rangeOf(zone, days)), MOST_SERVICES);
  const names = await namesOfServices(
    db,
    popular.map(({ serviceId }) => serviceId),
  );
  return {
    totalRevenue: toMajor(sumMinor(rows.map((row) => row.revenueMinor))),
    totalOrders: rows.reduce((sum, row) => sum + row.orders, 0),
    newCustomers: await countNewCustomers(db, rangeOf(zone, days)),
    pendingPickups: await countReady(db),
    shipmentsInTransit: await countTravelling(db),
    overdueOrders: await countOverdue(db, today),
    orderStatusData: countByLabel(sales),
    servicePopularityData: popular.map(({ serviceId, orders }) => ({
      name: names.get(serviceId) ?? serviceId,
      orders,
    })),
    salesData: rows.map(({ day, orders, revenueMinor }) => ({ day, orders, revenue: toMajor(revenueMinor) })),
  };
}
