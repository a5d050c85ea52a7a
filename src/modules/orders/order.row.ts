import { type Columns, columnsOf, listed, selected } from '../../db/statements/columns.js';
import type { Reader, Row } from '../../db/statements/reader.js';
import {
  flag,
  minor,
  rowsIn,
  text,
  textOrNull,
  time,
  timeOrNull,
  whole,
  wholeOrNull,
} from '../../db/statements/values.js';
import type { Order, OrderLine, OrderStatus, ServiceUnit } from '../../generated/sqlite/client.js';

// An order, its lines and its pieces as tables hold them: each column once. What is read of them, by hand and through Prisma, and what
// is written of a new one are lists of these fields.

export const orderColumns = {
  id: 'id',
  customerId: 'customer_id',
  customerName: 'customer_name',
  customerEmail: 'customer_email',
  customerPhone: 'customer_phone',
  status: 'status',
  pickupDate: 'pickup_date',
  specialInstructions: 'special_instructions',
  totalMinor: 'total_minor',
  currency: 'currency',
  pieceCount: 'piece_count',
  trackingTokenHash: 'tracking_token_hash',
  clientId: 'client_id',
  inAccount: 'in_account',
  provesAccount: 'proves_account',
  openBatchId: 'open_batch_id',
  openDeliveryId: 'open_delivery_id',
  missingSince: 'missing_since',
  version: 'version',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
} as const satisfies Partial<Columns<keyof Order>>;

export const lineColumns = {
  orderId: 'order_id',
  position: 'position',
  serviceId: 'service_id',
  name: 'name',
  category: 'category',
  unit: 'unit',
  quantity: 'quantity',
  measuredMilli: 'measured_milli',
  unitPriceMinor: 'unit_price_minor',
  lineTotalMinor: 'line_total_minor',
  note: 'note',
} as const satisfies Columns<keyof OrderLine>;

export const pieceColumns = {
  tag: 'tag',
  orderId: 'order_id',
  linePosition: 'line_position',
  number: 'number',
} as const;

/** What lists, files and single orders show. */
const SHOWN = [
  'id',
  'customerId',
  'customerName',
  'customerEmail',
  'customerPhone',
  'status',
  'pickupDate',
  'specialInstructions',
  'totalMinor',
  'currency',
  'createdAt',
  'updatedAt',
  'missingSince',
] as const satisfies (keyof Order)[];

const SHOWN_OF_LINES = [
  'serviceId',
  'name',
  'unit',
  'quantity',
  'measuredMilli',
  'unitPriceMinor',
  'lineTotalMinor',
  'note',
] as const satisfies (keyof OrderLine)[];

/** What decides who may do what to an order, besides its status and its customer. */
const DECIDING = ['inAccount', 'openBatchId', 'openDeliveryId', 'version'] as const satisfies (keyof Order)[];

/** What a new order is stored with; the database knows the rest. */
export const NEW_ORDER = [
  'id',
  'customerId',
  'customerName',
  'customerEmail',
  'customerPhone',
  'status',
  'pickupDate',
  'specialInstructions',
  'totalMinor',
  'currency',
  'pieceCount',
  'trackingTokenHash',
  'clientId',
  'inAccount',
  'provesAccount',
  'createdAt',
  'updatedAt',
] as const satisfies (keyof Order)[];

export type LineRow = Pick<OrderLine, (typeof SHOWN_OF_LINES)[number]>;
export type PieceRow = { number: number; name: string };
export type OrderRow = Pick<Order, (typeof SHOWN)[number]> & {
  lines: LineRow[];
  /** Where the order stands alone: a page of orders is without. */
  pieces?: PieceRow[];
};
export type NewOrder = Pick<Order, (typeof NEW_ORDER)[number]>;

export const shownColumns = columnsOf(orderColumns, SHOWN);
export const shownLineColumns = columnsOf(lineColumns, SHOWN_OF_LINES);
export const decidingColumns = columnsOf(orderColumns, DECIDING);

/** What `orderFrom` reads, as Prisma selects it. */
export const orderSelect = {
  ...selected(SHOWN),
  lines: { select: selected(SHOWN_OF_LINES), orderBy: { position: 'asc' } },
} as const;

/** The columns `orderFrom` needs, of the orders that a statement calls by this name: their own, and their lines as one. */
export function columnsWithLines(reader: Reader, name: string): string {
  const columns = Object.values(shownLineColumns).map((column) => `l.${column}`);
  const lines = reader.nested(columns, `order_lines l WHERE l.order_id = ${name}.id`, 'l.position');
  return `${ownColumns(name)}, ${lines} AS lines`;
}

export function ownColumns(name: string): string {
  return listed(shownColumns, name);
}

export function orderFrom(row: Row) {
  return {
    id: text(row['id']),
    customerId: whole(row['customer_id']),
    customerName: text(row['customer_name']),
    customerEmail: text(row['customer_email']),
    customerPhone: text(row['customer_phone']),
    status: row['status'] as OrderStatus,
    pickupDate: text(row['pickup_date']),
    specialInstructions: text(row['special_instructions']),
    totalMinor: minor(row['total_minor']),
    currency: text(row['currency']),
    createdAt: time(row['created_at']),
    updatedAt: time(row['updated_at']),
    missingSince: timeOrNull(row['missing_since']),
    lines: rowsIn(row['lines']).map(lineFrom),
  } satisfies OrderRow;
}

/** What decides about an order, read from `decidingColumns`. */
export function decidingFrom(row: Row) {
  return {
    inAccount: flag(row['in_account']),
    openBatchId: wholeOrNull(row['open_batch_id']),
    openDeliveryId: wholeOrNull(row['open_delivery_id']),
    version: whole(row['version']),
  };
}

/** A line from its columns in the order of `shownLineColumns`. */
export function lineFrom([
  serviceId,
  name,
  unit,
  quantity,
  measuredMilli,
  unitPrice,
  lineTotal,
  note,
]: readonly unknown[]) {
  return {
    serviceId: text(serviceId),
    name: text(name),
    unit: unit as ServiceUnit,
    quantity: whole(quantity),
    measuredMilli: wholeOrNull(measuredMilli),
    unitPriceMinor: minor(unitPrice),
    lineTotalMinor: minor(lineTotal),
    note: textOrNull(note),
  } satisfies LineRow;
}
