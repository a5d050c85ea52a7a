import type { Db } from '../../db/client.js';
import type { OrderStatus } from '../../generated/sqlite/client.js';
import { formatDay } from '../../shared/business-day.js';
import type { Minor } from '../../shared/money.js';
import { countFromTotals, countWithin, quartersOf, readTotals } from '../totals/index.js';

/** Promised, and neither ready nor gone. */
const UNFINISHED = [
  'AT_STORE',
  'IN_TRANSIT_TO_FACTORY',
  'AT_FACTORY',
  'PROCESSING',
  'QUALITY_CHECK',
  'PROCESSING_AT_STORE',
  'QUALITY_CHECK_AT_STORE',
  'IN_TRANSIT_TO_STORE',
  'RETURNED_TO_STORE',
] as const satisfies readonly OrderStatus[];

/** What the tally of customers tells apart, but for records that were merged into another: that one is the person. */
const PEOPLE = ['ACTIVE', 'BLOCKED', 'ERASED'];

/**
 * People whose record was made in these days, by sign-up, at the counter or by a first order; erased ones were new then all the same.
 * Of a person with several records the one that they were merged into counts, on its own day.
 */
export function countNewCustomers(db: Db, range: { gte: Date; lt: Date }): Promise<number> {
  return countWithin(db, 'customers', { parts: PEOPLE, range }, (end) =>
    db.customer.count({ where: { createdAt: end, mergedIntoId: null } }),
  );
}

/** Orders that were cancelled in these days, whenever they were placed, and what they came to. */
export async function readCancelled(
  db: Db,
  range: { gte: Date; lt: Date },
): Promise<{ orders: number; totalMinor: Minor }> {
  // What is less than a quarter of an hour at its ends is before 1972, when nobody cancelled here.
  const { from, to } = quartersOf(range);
  const [cancelled] = await readTotals(db, 'cancelled', { quarters: { from, to } });
  return { orders: cancelled?.counted ?? 0, totalMinor: cancelled?.totalMinor ?? 0n };
}

/** Services of the catalogue, inactive ones included. */
export function countServices(db: Db): Promise<number> {
  return db.service.count({ where: { deletedAt: null } });
}

/** Orders that wait for their customer or a delivery. */
export function countReady(db: Db): Promise<number> {
  return countFromTotals(db, 'orders', { parts: ['READY_FOR_DELIVERY'] });
}

/** Batches on the road. */
export function countTravelling(db: Db): Promise<number> {
  return countFromTotals(db, 'batches', { parts: ['IN_TRANSIT STORE_TO_FACTORY', 'IN_TRANSIT FACTORY_TO_STORE'] });
}

/** Orders that staff look for. */
export function countMissing(db: Db): Promise<number> {
  return countFromTotals(db, 'missing');
}

/** Orders promised for a day before `today` that are not ready yet; days as text sort like days. */
export function countOverdue(db: Db, today: number): Promise<number> {
  return db.order.count({ where: { status: { in: [...UNFINISHED] }, pickupDate: { gt: '', lt: formatDay(today) } } });
}

/** What these services are called now, deleted ones included. */
export async function namesOfServices(db: Db, ids: string[]): Promise<Map<string, string>> {
  const rows = await db.service.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  return new Map(rows.map((row) => [row.id, row.name]));
}
