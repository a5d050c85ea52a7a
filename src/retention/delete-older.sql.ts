import type { Db } from '../db/client.js';
import { Prisma } from '../generated/sqlite/client.js';

/** A table and the indexed column that says when its rows are of no more use. */
export type TimedTable = { table: string; column: string };

/**
 * Deletes the oldest rows of a time before `before`, about `limit` of them, and answers how many: one short statement that finds
 * its rows by the index. Rows of exactly the same moment go together, so there may be a few more.
 */
export async function deleteOlder(db: Db, where: TimedTable, before: Date, limit: number): Promise<number> {
  // The names come from the list of expiries, never from a caller.
  const [table, column] = [Prisma.raw(where.table), Prisma.raw(where.column)];
  const [last] = await db.$queryRaw<{ time: Date }[]>(
    Prisma.sql`SELECT ${column} AS time FROM ${table} WHERE ${column} < ${before} ORDER BY ${column} LIMIT 1 OFFSET ${limit - 1}`,
  );
  return last
    ? db.$executeRaw(Prisma.sql`DELETE FROM ${table} WHERE ${column} <= ${last.time}`)
    : db.$executeRaw(Prisma.sql`DELETE FROM ${table} WHERE ${column} < ${before}`);
}
