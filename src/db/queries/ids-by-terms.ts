import { Prisma } from '../../generated/sqlite/client.js';
import type { Db } from '../client.js';

/** Terms from `gte` until before `lt`. */
export type TermRange = { gte: string; lt: string };

const tables = {
  customers: Prisma.sql`SELECT DISTINCT customer_id AS id FROM customer_search_terms`,
  orders: Prisma.sql`SELECT DISTINCT order_id AS id FROM order_search_terms`,
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
  const parts = ranges.map(({ gte, lt }) => Prisma.sql`${tables[table]} WHERE term >= ${gte} AND term < ${lt}`);
  const rows = await db.$queryRaw<{ id: unknown }[]>`${Prisma.join(parts, ' INTERSECT ')} LIMIT ${most}`;
  return rows.map((row) => row.id);
}
