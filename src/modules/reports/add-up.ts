import { formatDay } from '../../shared/business-day.js';
import { type Minor, sumMinor } from '../../shared/money.js';
import { allStatusLabels, statusLabels } from '../orders/index.js';
import type { DaySales } from './day-sales.js';

/** Orders and revenue of one day; cancelled orders are no sales. */
export function salesOn({ day, statuses }: DaySales): { day: string; orders: number; revenueMinor: Minor } {
  const sold = statuses.filter(({ status }) => status !== 'CANCELLED');
  return {
    day: formatDay(day),
    orders: sold.reduce((sum, { orders }) => sum + orders, 0),
    revenueMinor: sumMinor(sold.map(({ totalMinor }) => totalMinor)),
  };
}

/** How many orders stand at each status, every label once and in the order of an order's life. */
export function countByLabel(days: DaySales[]): { name: string; value: number }[] {
  const counts = new Map<string, number>(allStatusLabels.map((label) => [label, 0]));
  for (const { status, orders } of days.flatMap((day) => day.statuses)) {
    counts.set(statusLabels[status], (counts.get(statusLabels[status]) ?? 0) + orders);
  }
  return [...counts].map(([name, value]) => ({ name, value }));
}

/** The services most orders name, most named first, at most `most` of them. */
export function mostOrdered<Share extends { serviceId: string; orders: number }>(
  services: Share[],
  most: number,
): Share[] {
  return services.toSorted((a, b) => b.orders - a.orders || (a.serviceId < b.serviceId ? -1 : 1)).slice(0, most);
}
