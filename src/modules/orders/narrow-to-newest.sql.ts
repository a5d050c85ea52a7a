import type { Db } from '../../db/client.js';
import { type Reader, readerOf } from '../../db/statements/reader.js';
import { timeOrNull, whole } from '../../db/statements/values.js';
import { conditionsBehind, type OrderSelection, ofOneCustomer, type Place } from './order-conditions.sql.js';

/**
 * A selection of the orders of many customers, cut down to what its `limit` newest orders behind `after` can be among: one look into each
 * customer's orders, however many there are, instead of putting all of them in order. Any other selection stays as it is.
 */
export async function narrowToNewest(
  db: Db,
  selection: OrderSelection,
  after: Place | undefined,
  limit: number,
): Promise<OrderSelection> {
  const [some, ...others] = selection.anyOf ?? [];
  if (!some || others.length > 0 || some.customerIds.length < 2) return selection;
  const { customerIds, orderIds } = some;
  // Where so many customers have `each` orders that are newer than a time, the page ends before that time.
  const each = Math.ceil(limit / customerIds.length);
  const enough = Math.ceil(limit / each);
  const newest = await newestOfEach(readerOf(db), selection, customerIds, after, each, enough + 1);
  const since = newest[enough - 1]?.at;
  if (!since) return selection;
  // Of one moment any may be the last of the page.
  const isOneMoment = newest[enough]?.at?.getTime() === since.getTime();
  const ids = each === 1 && !isOneMoment ? newest.slice(0, enough).map(({ id }) => id) : customerIds;
  // Orders that are named by their ids are found by those, and not by a time as well.
  const bound = orderIds.length > 0 ? { created: { ...selection.created, gte: since } } : { since };
  return { ...selection, ...bound, anyOf: [{ customerIds: ids, orderIds }] };
}

/** The customers whose `nth` newest order of the selection is the newest, `most` of them, with its time; null where one has fewer. */
async function newestOfEach(
  reader: Reader,
  selection: OrderSelection,
  customerIds: readonly number[],
  after: Place | undefined,
  nth: number,
  most: number,
): Promise<{ id: number; at: Date | null }[]> {
  const { text, values } = conditionsBehind(reader, { ...selection, anyOf: [] }, after, ofOneCustomer);
  const among = reader.among('c.id', 'int', values.length + 1, customerIds);
  const rows = await reader.all(
    `SELECT c.id, (SELECT o.created_at FROM orders o WHERE o.customer_id = c.id AND ${text}
       ORDER BY o.created_at DESC, o.id DESC LIMIT 1 OFFSET $${values.length + 2}) AS at
     FROM customers c WHERE ${among.text} ORDER BY at DESC NULLS LAST LIMIT $${values.length + 3}`,
    [...values, among.value, nth - 1, most],
  );
  return rows.map((row) => ({ id: whole(row['id']), at: timeOrNull(row['at']) }));
}
