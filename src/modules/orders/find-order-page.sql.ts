import type { Db } from '../../db/client.js';
import { type Reader, readerOf } from '../../db/statements/reader.js';
import { whole } from '../../db/statements/values.js';
import { OrderStatus } from '../../generated/sqlite/client.js';
import { countWithin } from '../totals/index.js';
import { columnsWithLines, orderFrom, ownColumns } from './order.row.js';
import { conditionsBehind, conditionsOf, createdAt, type OrderSelection, type Place } from './order-conditions.sql.js';

export type { OrderSelection };

/** The newest orders of a selection behind `after`, at most `limit` of them, with their lines. */
export async function findNewestOrders(db: Db, selection: OrderSelection, after: Place | undefined, limit: number) {
  const reader = readerOf(db);
  const page = conditionsBehind(reader, selection, after);
  // Selected first: SQLite would read the lines of every order that it has to sort.
  const rows = await reader.all(
    `SELECT ${columnsWithLines(reader, 'sub')} FROM
       (SELECT ${ownColumns('o')} FROM orders o WHERE ${page.text} ORDER BY ${createdAt(selection)} DESC, o.id DESC LIMIT $${page.values.length + 1}) sub
     ORDER BY sub.created_at DESC, sub.id DESC`,
    [...page.values, limit],
  );
  return rows.map(orderFrom);
}

/** Whether all it asks for is what tallies tell apart. */
function isTotalled({ customerId, isFree, isInAccount, anyOf = [] }: OrderSelection): boolean {
  return customerId === undefined && !isFree && !isInAccount && anyOf.length === 0;
}

/** How many orders the selection holds. */
export function countOrders(db: Db, selection: OrderSelection): Promise<number> {
  return isTotalled(selection) ? countTotalled(db, selection) : countOneByOne(readerOf(db), selection);
}

const standing = Object.values(OrderStatus).filter((status) => status !== 'CANCELLED');

function countTotalled(db: Db, selection: OrderSelection): Promise<number> {
  const { statuses, isStanding, isMissing, created = {} } = selection;
  const parts = statuses ?? (isStanding ? standing : undefined);
  return countWithin(db, isMissing ? 'missing' : 'orders', { parts, range: created }, (end) =>
    countOneByOne(readerOf(db), { ...selection, created: end }),
  );
}

async function countOneByOne(reader: Reader, selection: OrderSelection): Promise<number> {
  const { text, values } = conditionsOf(reader, selection);
  const [row] = await reader.all(`SELECT COUNT(*) AS total FROM orders o WHERE ${text}`, values);
  return whole(row?.['total']);
}
