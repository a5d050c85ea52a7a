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

/** Past so many terms a range is wide: looking its ids up one by one costs more than reading another range. */
const WIDE = 1_000;

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
  const reader = readerOf(db);
  const narrow = await narrowRange(reader, tables[table], ranges);
  const values: unknown[] = [];
  const ids = narrow ? beginningWith(narrow, tables[table], ranges, values) : inAll(tables[table], ranges, values);
  const rows = await reader.all(`${ids} LIMIT $${values.push(most)}`, values);
  return rows.map((row) => row['id']);
}

// A first name is that of more people every year; the number typed behind it is not. Only what has the rarer one is looked at then.
async function narrowRange(reader: Reader, { name }: Table, ranges: TermRange[]): Promise<TermRange | null> {
  if (ranges.length < 2) return null;
  const values: unknown[] = [];
  const counts = ranges.map((range, index) => {
    const some = `SELECT 1 FROM ${name} WHERE ${within('term', range, values)} LIMIT ${WIDE}`;
    return `(SELECT COUNT(*) FROM (${some}) sub) AS n${index}`;
  });
  const [row] = await reader.all(`SELECT ${counts.join(', ')}`, values);
  const widths = ranges.map((range, index) => ({ range, width: whole(row?.[`n${index}`]) }));
  const [narrowest] = widths.sort((a, b) => a.width - b.width);
  return narrowest && narrowest.width < WIDE ? narrowest.range : null;
}

function beginningWith(first: TermRange, { name, id }: Table, ranges: TermRange[], values: unknown[]): string {
  const found = within('found.term', first, values);
  // Counted, for EXISTS would have PostgreSQL collect all of a wide range first.
  const alsoIn = ranges
    .filter((range) => range !== first)
    .map((range) => {
      const same = `other.${id} = found.${id} AND ${within('other.term', range, values)}`;
      return ` AND (SELECT COUNT(*) FROM ${name} other WHERE ${same}) > 0`;
    });
  return `SELECT DISTINCT found.${id} AS id FROM ${name} found WHERE ${found}${alsoIn.join('')}`;
}

function inAll({ name, id }: Table, ranges: TermRange[], values: unknown[]): string {
  return ranges
    .map((range) => `SELECT DISTINCT ${id} AS id FROM ${name} WHERE ${within('term', range, values)}`)
    .join(' INTERSECT ');
}

function within(column: string, { gte, lt }: TermRange, values: unknown[]): string {
  return `${column} >= $${values.push(gte)} AND ${column} < $${values.push(lt)}`;
}
