import { OrderStatus } from '../../generated/sqlite/client.js';
import type { Db } from '../client.js';
import { type Reader, readerOf } from '../reading/reader.js';
import { whole } from '../reading/values.js';
import { countTallyWithin } from '../tallies/count-within.js';
import { orderColumns, orderFrom, ownColumns } from './find-order.js';

/** Which orders: all conditions that are there must hold. `anyOf` is met by a customer's id or an order's. */
export type OrderSelection = {
  customerId?: number;
  statuses?: readonly OrderStatus[];
  /** Not cancelled; where no statuses are asked for. */
  isStanding?: boolean;
  /** In no open batch. */
  isFree?: boolean;
  /** Looked for by staff. */
  isMissing?: boolean;
  /** Shown by its customer's account. */
  isInAccount?: boolean;
  created?: { gte?: Date; lt?: Date; lte?: Date };
  anyOf?: { customerIds: readonly number[]; orderIds: readonly string[] }[];
};

type Position = { at: Date; id: string };
type Conditions = { text: string; values: unknown[] };

/** The newest orders of a selection behind `after`, at most `limit` of them, with their lines. */
export async function findNewestOrders(db: Db, selection: OrderSelection, after: Position | undefined, limit: number) {
  const reader = readerOf(db);
  const selected = conditionsOf(reader, selection);
  const page = after ? behind(reader, selection, selected, after) : selected;
  // Selected first: SQLite would read the lines of every order that it has to sort.
  const rows = await reader.all(
    `SELECT ${orderColumns(reader, 'sub')} FROM
       (SELECT ${ownColumns('o')} FROM orders o WHERE ${page.text} ORDER BY ${createdAt(selection)} DESC, o.id DESC LIMIT $${page.values.length + 1}) sub
     ORDER BY sub.created_at DESC, sub.id DESC`,
    [...page.values, limit],
  );
  return rows.map(orderFrom);
}

/** Whether all it asks for is what tallies tell apart. */
function isTallied({ customerId, isFree, isMissing, isInAccount, anyOf = [] }: OrderSelection): boolean {
  return customerId === undefined && !isFree && !isMissing && !isInAccount && anyOf.length === 0;
}

/** Whether it says which orders, or whose: they are then found by that, and what else they must be is looked at one by one. */
function isNamed({ anyOf = [] }: OrderSelection): boolean {
  return anyOf.length > 0;
}

// The index of all orders' times, or of a status, would find them too, after going through all that other customers ordered.
function createdAt(selection: OrderSelection): string {
  return isNamed(selection) ? 'COALESCE(o.created_at, o.created_at)' : 'o.created_at';
}

/** How many orders the selection holds. */
export function countOrders(db: Db, selection: OrderSelection): Promise<number> {
  return isTallied(selection) ? countTallied(db, selection) : countOneByOne(readerOf(db), selection);
}

const standing = Object.values(OrderStatus).filter((status) => status !== 'CANCELLED');

function countTallied(db: Db, selection: OrderSelection): Promise<number> {
  const { statuses, isStanding, created = {} } = selection;
  const parts = statuses ?? (isStanding ? standing : undefined);
  return countTallyWithin(db, 'orders', { parts, range: created }, (end) =>
    countOneByOne(readerOf(db), { ...selection, created: end }),
  );
}

async function countOneByOne(reader: Reader, selection: OrderSelection): Promise<number> {
  const { text, values } = conditionsOf(reader, selection);
  const [row] = await reader.all(`SELECT COUNT(*) AS total FROM orders o WHERE ${text}`, values);
  return whole(row?.['total']);
}

function conditionsOf(reader: Reader, selection: OrderSelection): Conditions {
  const values: unknown[] = [];
  const parameter = (value: unknown) => `$${values.push(value)}`;
  const among = (column: string, type: 'int' | 'text', of: readonly (string | number)[]) => {
    const { text, value } = reader.among(column, type, values.length + 1, of);
    values.push(value);
    return text;
  };
  const { customerId, statuses, isStanding, isFree, isMissing, isInAccount, created = {}, anyOf = [] } = selection;
  const time = createdAt(selection);
  const all = [
    'TRUE',
    ...(customerId === undefined ? [] : [`o.customer_id = ${parameter(customerId)}`]),
    // Spelt out, so that the database sees which part of the index it needs; they come from our own list, never from a caller.
    ...(statuses
      ? [
          `${isNamed(selection) ? 'CAST(o.status AS TEXT)' : 'o.status'} IN (${statuses.map((status) => `'${status}'`).join(', ')})`,
        ]
      : []),
    // No list of the others: databases would read them status by status and sort them all.
    ...(isStanding && !statuses
      ? [`${isNamed(selection) ? 'CAST(o.status AS TEXT)' : 'o.status'} <> 'CANCELLED'`]
      : []),
    // Not by the index of batches: nearly all orders ever taken are in none.
    ...(isFree ? ['COALESCE(o.open_batch_id, 0) = 0'] : []),
    ...(isMissing ? ['o.missing_since IS NOT NULL'] : []),
    ...(isInAccount ? ['o.in_account AND o.withdrawn_at IS NULL'] : []),
    ...(created.gte ? [`${time} >= ${parameter(reader.time(created.gte))}`] : []),
    ...(created.lt ? [`${time} < ${parameter(reader.time(created.lt))}`] : []),
    ...(created.lte ? [`${time} <= ${parameter(reader.time(created.lte))}`] : []),
    // An empty list is left out: SQLite takes twice the time to find that it holds nothing.
    ...anyOf.map(({ customerIds, orderIds }) => {
      const some = [
        ...(customerIds.length > 0 ? [among('o.customer_id', 'int', customerIds)] : []),
        ...(orderIds.length > 0 ? [among('o.id', 'text', orderIds)] : []),
      ];
      return some.length > 0 ? `(${some.join(' OR ')})` : 'FALSE';
    }),
  ];
  return { text: all.join(' AND '), values };
}

function behind(
  reader: Reader,
  selection: OrderSelection,
  { text, values }: Conditions,
  { at, id }: Position,
): Conditions {
  const [time, last] = [`$${values.length + 1}`, `$${values.length + 2}`];
  return {
    text: `${text} AND (${createdAt(selection)}, o.id) < (${time}, ${last})`,
    values: [...values, reader.time(at), id],
  };
}
