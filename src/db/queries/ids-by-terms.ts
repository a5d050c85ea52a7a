import type { Db } from '../client.js';
import { type Reader, readerOf } from '../reading/reader.js';
import { whole } from '../reading/values.js';

/** Terms from `gte` until before `lt`. */
export type TermRange = { gte: string; lt: string };

const tables = {
  customers: { name: 'customer_search_terms', id: 'customer_id' },
  orders: { name: 'order_search_terms', id: 'order_id' },
};
type Table = (typeof tables)[keyof typeof tables];

/** Past so many terms a range is wide, and how wide makes no difference. */
const WIDE = 500;

/**
 * Ids that have a term in every one of the ranges, of which there must be one, at most `most` of them. In SQL because Prisma asks
 * for related rows one record at a time, where the index of the terms answers by itself.
 */
export async function idsByTerms(
  db: Db,
  table: keyof typeof tables,
  ranges: TermRange[],
  most: number,
): Promise<unknown[]> {
  const { name, id } = tables[table];
  const reader = readerOf(db);
  const [first, ...others] = await narrowestFirst(reader, tables[table], ranges);
  if (!first) throw new Error('a search has a range of terms');
  const values: unknown[] = [];
  const within = rangesOf(values);
  // Counted, for EXISTS would have PostgreSQL collect all of a wide range first.
  const alsoIn = others.map(
    (range) =>
      `AND (SELECT COUNT(*) FROM ${name} other WHERE other.${id} = found.${id} AND ${within('other.term', range)}) > 0`,
  );
  const conditions = [within('found.term', first), ...alsoIn].join(' ');
  const limit = `LIMIT $${values.push(most)}`;
  const rows = await reader.all(
    `SELECT DISTINCT found.${id} AS id FROM ${name} found WHERE ${conditions} ${limit}`,
    values,
  );
  return rows.map((row) => row['id']);
}

// A first name is that of more people every year; the number typed behind it is not. Who has the rarer term is looked at for the others.
async function narrowestFirst(reader: Reader, { name }: Table, ranges: TermRange[]): Promise<TermRange[]> {
  if (ranges.length < 2) return ranges;
  const values: unknown[] = [];
  const within = rangesOf(values);
  const counts = ranges.map(
    (range, index) =>
      `(SELECT COUNT(*) FROM (SELECT 1 FROM ${name} WHERE ${within('term', range)} LIMIT ${WIDE}) sub) AS n${index}`,
  );
  const [row] = await reader.all(`SELECT ${counts.join(', ')}`, values);
  const widthOf = (index: number) => whole(row?.[`n${index}`]);
  return ranges
    .map((range, index) => ({ range, width: widthOf(index) }))
    .sort((a, b) => a.width - b.width)
    .map(({ range }) => range);
}

function rangesOf(values: unknown[]) {
  const parameter = (value: unknown) => `$${values.push(value)}`;
  return (column: string, { gte, lt }: TermRange) => `${column} >= ${parameter(gte)} AND ${column} < ${parameter(lt)}`;
}
