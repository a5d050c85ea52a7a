import type { Db } from '../../db/client.js';
import { type Reader, readerOf } from '../../db/statements/reader.js';
import { whole } from '../../db/statements/values.js';
import type { CustomerStatus } from '../../generated/sqlite/client.js';

type Found = { ids: readonly number[]; status?: CustomerStatus | undefined };

/** How many of these customers are not erased, and have the status. */
export async function countLiving(db: Db, found: Found): Promise<number> {
  const { reader, text, values } = livingAmong(db, found);
  const [row] = await reader.all(`SELECT COUNT(*) AS total FROM customers c WHERE ${text}`, values);
  return whole(row?.['total']);
}

/** The newest of them behind `after`, `limit` at most: the ORM takes its time for a list of all. */
export async function newestLiving(
  db: Db,
  found: Found,
  after: { at: Date; id: number } | undefined,
  limit: number,
): Promise<number[]> {
  const { reader, text, values } = livingAmong(db, found);
  const behind = after
    ? ` AND (${CREATED_AT}, c.id) < ($${values.push(reader.time(after.at))}, $${values.push(after.id)})`
    : '';
  const rows = await reader.all(
    `SELECT c.id FROM customers c WHERE ${text}${behind} ORDER BY ${CREATED_AT} DESC, c.id DESC LIMIT $${values.push(limit)}`,
    values,
  );
  return rows.map((row) => whole(row['id']));
}

// The index of all customers' times would find them too, after going through all others.
const CREATED_AT = 'COALESCE(c.created_at, c.created_at)';

function livingAmong(db: Db, { ids, status }: Found): { reader: Reader; text: string; values: unknown[] } {
  const reader = readerOf(db);
  const { text, value } = reader.among('c.id', 'int', 1, ids);
  const wanted = status ? ` AND CAST(c.status AS TEXT) = '${status}'` : '';
  return { reader, text: `${text} AND c.deleted_at IS NULL${wanted}`, values: [value] };
}
