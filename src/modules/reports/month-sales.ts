import type { Db } from '../../db/client.js';
import { type BusinessDays, formatDay, monthOf } from '../../shared/business-day.js';
import { type Minor, sumMinor } from '../../shared/money.js';
import { quartersOf, readTotals } from '../totals/index.js';

const MONTHS = 6;

/** Revenue of the last six months in the zone, the one that `today` is in last; cancelled orders are no sales. Read from the tallies. */
export async function salesByMonth(
  db: Db,
  zone: BusinessDays,
  today: number,
): Promise<{ month: string; revenueMinor: Minor }[]> {
  const months = Array.from({ length: MONTHS }, (_, index) => monthOf(today, index - MONTHS + 1));
  return Promise.all(
    months.map(async (first) => {
      // Months begin with a quarter of an hour in every zone since 1972.
      const { from, to } = quartersOf({ gte: zone.startOf(first), lt: zone.startOf(monthOf(first, 1)) });
      const sold = (await readTotals(db, 'orders', { quarters: { from, to } })).filter(
        ({ part }) => part !== 'CANCELLED',
      );
      return {
        month: formatDay(first).slice(0, 'YYYY-MM'.length),
        revenueMinor: sumMinor(sold.map(({ totalMinor }) => totalMinor)),
      };
    }),
  );
}
