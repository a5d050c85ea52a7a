import type { Db } from '../../db/client.js';
import { businessDays, monthOf } from '../../shared/business-day.js';
import type { Clock } from '../../shared/clock.js';
import { sumMinor, toMajor } from '../../shared/money.js';
import { countByLabel, mostOrdered, salesOn } from './add-up.js';
import { salesByDay } from './day-sales.js';
import { salesByMonth } from './month-sales.js';
import {
  countMissing,
  countNewCustomers,
  countOverdue,
  countReady,
  countServices,
  countTravelling,
  namesOfServices,
  readCancelled,
} from './report.store.js';
import { type DayRange, rangeOf, reportDays } from './report-range.js';
import { ordersByService } from './service-orders.js';

const MOST_SERVICES = 10;

type Deps = { db: Db; clock: Clock; config: { timeZone: string; currency: string } };

/**
 * The admin's first page: sales of a range of days, cut in the business's time zone, and what waits at this moment. Cancelled
 * orders are no sales of the day they were placed, and are told apart by the day they were cancelled. Throws `request.invalid_fields` as `reportDays` does.
 */
export async function readDashboard({ db, clock, config }: Deps, range: DayRange) {
  const { currency } = config;
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
  const cancelled = await readCancelled(db, rangeOf(zone, days));
  const lastMonth = { gte: zone.startOf(monthOf(today, -1)), lt: zone.startOf(monthOf(today)) };
  return {
    totalRevenue: toMajor(sumMinor(rows.map((row) => row.revenueMinor)), currency),
    totalOrders: rows.reduce((sum, row) => sum + row.orders, 0),
    cancelledOrders: cancelled.orders,
    cancelledRevenue: toMajor(cancelled.totalMinor, currency),
    newCustomers: await countNewCustomers(db, rangeOf(zone, days)),
    newCustomersLastMonth: await countNewCustomers(db, lastMonth),
    totalServices: await countServices(db),
    pendingPickups: await countReady(db),
    shipmentsInTransit: await countTravelling(db),
    overdueOrders: await countOverdue(db, today),
    missingOrders: await countMissing(db),
    orderStatusData: countByLabel(sales),
    servicePopularityData: popular.map(({ serviceId, orders }) => ({
      name: names.get(serviceId) ?? serviceId,
      orders,
    })),
    salesData: rows.map(({ day, orders, revenueMinor }) => ({ day, orders, revenue: toMajor(revenueMinor, currency) })),
    monthlySales: (await salesByMonth(db, zone, today)).map(({ month, revenueMinor }) => ({
      month,
      revenue: toMajor(revenueMinor, currency),
    })),
  };
}
