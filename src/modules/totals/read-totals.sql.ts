import type { Db, Tx } from '../../db/client.js';
import { readerOf } from '../../db/statements/reader.js';
import { minor, text, whole } from '../../db/statements/values.js';
import { cover, everything, type PeriodRange } from './periods.js';

export type TotalKind =
  | 'orders'
  | 'cancelled'
  | 'missing'
  | 'services'
  | 'customers'
  | 'deliveries'
  | 'worker-deliveries'
  | 'tracks'
  | 'batches'
  | 'audit'
  | 'audit-actors'
  | 'audit-acts';

/** Quarters of an hour from `from` until before `to`; without it all of time. Of all parts, or of these. */
type Asked = { quarters?: { from: number; to: number } | undefined; parts?: readonly string[] | undefined };

export type Total = { part: string; counted: number; totalMinor: bigint };

/** What was counted while it happened, by part, as of this moment; parts of which there is nothing may be missing. */
export async function readTotals(db: Db | Tx, kind: TotalKind, { quarters, parts }: Asked = {}): Promise<Total[]> {
  const reader = readerOf(db);
  const values: unknown[] = [kind];
  const parameter = (value: unknown) => `$${values.push(value)}`;
  const named = parts && reader.among('part', 'text', values.length + 1, parts);
  if (named) values.push(named.value);
  const among = named ? ` AND ${named.text}` : '';
  const within = (stretch: Omit<PeriodRange, 'level'>) =>
    `period >= ${parameter(stretch.from)} AND period < ${parameter(stretch.to)}${among}`;
  const stretches = quarters ? padded(cover(quarters.from, quarters.to)) : everything;
  const kept = stretches.map(
    (stretch) =>
      `SELECT part, counted, total_minor FROM tallies WHERE kind = $1 AND level = ${parameter(stretch.level)} AND ${within(stretch)}`,
  );
  const since = `SELECT part, counted, total_minor FROM tally_changes WHERE kind = $1${quarters ? ` AND ${within(quarters)}` : among}`;
  const rows = await reader.all(
    `SELECT part, SUM(counted) AS counted, CAST(SUM(total_minor) AS TEXT) AS total_minor
     FROM (${[...kept, since].join(' UNION ALL ')}) AS kept GROUP BY part`,
    values,
  );
  return rows.map((row) => ({
    part: text(row['part']),
    counted: whole(row['counted']),
    totalMinor: minor(row['total_minor']),
  }));
}

/** How many there are of these parts together. */
export async function countFromTotals(db: Db | Tx, kind: TotalKind, asked: Asked = {}): Promise<number> {
  return (await readTotals(db, kind, asked)).reduce((sum, { counted }) => sum + counted, 0);
}

/** What each period of `width` quarters from `from` on comes to, until before `to`: its number from 0, and what it holds by part. */
export async function readTotalsByPeriod(
  db: Db | Tx,
  kind: TotalKind,
  { from, to, width }: { from: number; to: number; width: number },
): Promise<(Total & { place: number })[]> {
  // A number is a real one to SQLite unless it is told.
  const rows = await readerOf(db).all(
    `SELECT (period - CAST($2 AS INTEGER)) / CAST($4 AS INTEGER) AS place, part, SUM(counted) AS counted, CAST(SUM(total_minor) AS TEXT) AS total_minor FROM (
       SELECT period, part, counted, total_minor FROM tallies WHERE kind = $1 AND level = 0 AND period >= $2 AND period < $3
       UNION ALL
       SELECT period, part, counted, total_minor FROM tally_changes WHERE kind = $1 AND period >= $2 AND period < $3
     ) AS kept GROUP BY 1, 2`,
    [kind, from, to, width],
  );
  return rows.map((row) => ({
    place: whole(row['place']),
    part: text(row['part']),
    counted: whole(row['counted']),
    totalMinor: minor(row['total_minor']),
  }));
}

/** Always five, so that there is one statement for all ranges. */
function padded(stretches: PeriodRange[]): PeriodRange[] {
  return Array.from({ length: 5 }, (_, place) => stretches[place] ?? { level: 0, from: 0, to: 0 });
}
