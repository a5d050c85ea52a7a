import type { Db } from '../../db/client.js';
import { quartersOf, type TimeRange } from './periods.js';
import { countFromTotals, type TotalKind } from './read-totals.sql.js';

/** A range as lists filter by it. */
export type ListRange = { gte?: Date | undefined; lt?: Date | undefined; lte?: Date | undefined };

/**
 * How many there are of these parts, or of all, within a range that may begin and end anywhere: `countEnd` counts one by one what
 * less than a quarter of an hour at its ends holds.
 */
export async function countWithin(
  db: Db,
  kind: TotalKind,
  { parts, range }: { parts: readonly string[] | undefined; range: ListRange },
  countEnd: (end: Required<TimeRange>) => Promise<number>,
): Promise<number> {
  // Times are kept to the millisecond.
  const lt = range.lte ? new Date(range.lte.getTime() + 1) : range.lt;
  if (!range.gte && !lt) return countFromTotals(db, kind, { parts });
  const { ends, ...quarters } = quartersOf({ gte: range.gte, lt });
  const counts = await Promise.all([countFromTotals(db, kind, { quarters, parts }), ...ends.map(countEnd)]);
  return counts.reduce((sum, count) => sum + count, 0);
}
