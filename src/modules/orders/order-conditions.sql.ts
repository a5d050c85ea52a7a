import type { Reader } from '../../db/statements/reader.js';
import type { OrderStatus } from '../../generated/sqlite/client.js';

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
  /** Nothing older is looked for, though it may be there. */
  since?: Date;
  anyOf?: { customerIds: readonly number[]; orderIds: readonly string[] }[];
};

/** Where a page begins: behind this order. */
export type Place = { at: Date; id: string };

export type Conditions = { text: string; values: unknown[] };

/** Whether it says which orders, or whose: they are then found by that, and what else they must be is looked at one by one. */
function isNamed({ anyOf = [] }: OrderSelection): boolean {
  return anyOf.length > 0;
}

type Columns = { time: string; status: string };

// The index of all orders' times, or of a status, would find them too, after going through all that other customers ordered.
const beside: Columns = { time: 'COALESCE(o.created_at, o.created_at)', status: 'CAST(o.status AS TEXT)' };

/** One customer's orders in the order of their times: no status is to be looked up by itself. */
export const ofOneCustomer: Columns = { time: 'o.created_at', status: beside.status };

function columnsOf(selection: OrderSelection): Columns {
  if (selection.since) return ofOneCustomer;
  return isNamed(selection) ? beside : { time: 'o.created_at', status: 'o.status' };
}

/** When an order of the selection was made, to put them in order by. */
export function createdAt(selection: OrderSelection): string {
  return isNamed(selection) ? beside.time : 'o.created_at';
}

/** What the rows `o` of orders have to meet. */
export function conditionsOf(
  reader: Reader,
  selection: OrderSelection,
  { time, status }: Columns = columnsOf(selection),
): Conditions {
  const values: unknown[] = [];
  const parameter = (value: unknown) => `$${values.push(value)}`;
  const among = (column: string, type: 'int' | 'text', of: readonly (string | number)[]) => {
    const { text, value } = reader.among(column, type, values.length + 1, of);
    values.push(value);
    return text;
  };
  const {
    customerId,
    statuses,
    isStanding,
    isFree,
    isMissing,
    isInAccount,
    created = {},
    since,
    anyOf = [],
  } = selection;
  const all = [
    'TRUE',
    ...(customerId === undefined ? [] : [`o.customer_id = ${parameter(customerId)}`]),
    // Spelt out, so that the database sees which part of the index it needs; they come from our own list, never from a caller.
    ...(statuses ? [`${status} IN (${statuses.map((one) => `'${one}'`).join(', ')})`] : []),
    // No list of the others: databases would read them status by status and sort them all.
    ...(isStanding && !statuses ? [`${status} <> 'CANCELLED'`] : []),
    // Not by the index of batches: nearly all orders ever taken are in none.
    ...(isFree ? ['COALESCE(o.open_batch_id, 0) = 0'] : []),
    ...(isMissing ? ['o.missing_since IS NOT NULL'] : []),
    ...(isInAccount ? ['o.in_account AND o.withdrawn_at IS NULL'] : []),
    ...(since ? [`${time} >= ${parameter(reader.time(since))}`] : []),
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

/** The same of what is behind this place. */
export function conditionsBehind(
  reader: Reader,
  selection: OrderSelection,
  after: Place | undefined,
  columns: Columns = columnsOf(selection),
): Conditions {
  const { text, values } = conditionsOf(reader, selection, columns);
  if (!after) return { text, values };
  const [time, last] = [`$${values.length + 1}`, `$${values.length + 2}`];
  return {
    text: `${text} AND (${columns.time}, o.id) < (${time}, ${last})`,
    values: [...values, reader.time(after.at), after.id],
  };
}
