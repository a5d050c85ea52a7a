import type { Db } from '../client.js';
import { readerOf } from '../reading/reader.js';

/** Terms from `gte` until before `lt`. */
export type TermRange = { gte: string; lt: string };

const tables = {
  customers: 'SELECT DISTINCT customer_id AS id FROM customer_search_terms',
  orders: 'SELECT DISTINCT order_id AS id FROM order_search_terms',
};

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
  const values: unknown[] = [];
  const parameter = (value: unknown) => `$${values.push(value)}`;
  const parts = ranges.map(
    ({ gte, lt }) => `${tables[table]} WHERE term >= ${parameter(gte)} AND term < ${parameter(lt)}`,
  );
  const rows = await readerOf(db).all(`${parts.join(' INTERSECT ')} LIMIT ${parameter(most)}`, values);
  return rows.map((row) => row['id']);
}
