import type { Db } from '../../db/client.js';
import { quartersOf, readTotals } from '../totals/index.js';
import { countOrdersByService } from './orders-by-service.sql.js';

type Share = { serviceId: string; orders: number };

/** How many orders from `gte` until before `lt` that are not cancelled name each service. Read from the tallies, and counted at the ends of days that were cut elsewhere. */
export async function ordersByService(db: Db, { gte, lt }: { gte: Date; lt: Date }): Promise<Share[]> {
  const { ends, ...quarters } = quartersOf({ gte, lt });
  const [kept, ...atEnds] = await Promise.all([
    readTotals(db, 'services', { quarters }),
    ...ends.map((end) => countOrdersByService(db, end.gte, end.lt)),
  ]);
  const counts = new Map(kept.map(({ part, counted }) => [part, counted]));
  for (const { serviceId, orders } of atEnds.flat()) counts.set(serviceId, (counts.get(serviceId) ?? 0) + orders);
  return [...counts].map(([serviceId, orders]) => ({ serviceId, orders })).filter(({ orders }) => orders !== 0);
}
