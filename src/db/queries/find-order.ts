import type { OrderStatus } from '../../generated/sqlite/client.js';
import type { Db, PlainTx } from '../client.js';
import { type Row, readerOf } from '../reading/reader.js';
import { flag, minor, text, textOrNull, time, whole, wholeOrNull } from '../reading/values.js';

/** One order by its id, with its lines, as `order.store.ts` selects it; null when there is none. */
export async function findOrderRow(db: Db | PlainTx, id: string) {
  const rows = await readerOf(db).all(
    `SELECT ${orderColumns('o')}, o.in_account, o.open_batch_id, o.open_delivery_id, o.version, ${lineColumns}
     FROM orders o LEFT JOIN order_lines l ON l.order_id = o.id WHERE o.id = $1 ORDER BY l.position`,
    [id],
  );
  const [first] = rows;
  if (!first) return null;
  return {
    ...orderFrom(first, rows),
    inAccount: flag(first['in_account']),
    openBatchId: wholeOrNull(first['open_batch_id']),
    openDeliveryId: wholeOrNull(first['open_delivery_id']),
    version: whole(first['version']),
  };
}

const COLUMNS = [
  'id',
  'customer_id',
  'customer_name',
  'customer_email',
  'customer_phone',
  'status',
  'pickup_date',
  'special_instructions',
  'total_minor',
  'currency',
  'created_at',
  'updated_at',
];

/** The columns `orderFrom` needs, of the orders that a statement calls by this name. */
export const orderColumns = (name: string) => COLUMNS.map((column) => `${name}.${column}`).join(', ');
export const lineColumns = 'l.service_id, l.name, l.quantity, l.unit_price_minor, l.line_total_minor, l.note';

/** An order from the rows of its lines, each of which repeats the order's columns; one without lines has a row of nulls. */
export function orderFrom(first: Row, rows: readonly Row[]) {
  return {
    id: text(first['id']),
    customerId: whole(first['customer_id']),
    customerName: text(first['customer_name']),
    customerEmail: text(first['customer_email']),
    customerPhone: text(first['customer_phone']),
    status: first['status'] as OrderStatus,
    pickupDate: text(first['pickup_date']),
    specialInstructions: text(first['special_instructions']),
    totalMinor: minor(first['total_minor']),
    currency: text(first['currency']),
    createdAt: time(first['created_at']),
    updatedAt: time(first['updated_at']),
    lines: rows.filter((row) => row['service_id'] !== null).map(lineFrom),
  };
}

function lineFrom(row: Row) {
  return {
    serviceId: text(row['service_id']),
    name: text(row['name']),
    quantity: whole(row['quantity']),
    unitPriceMinor: minor(row['unit_price_minor']),
    lineTotalMinor: minor(row['line_total_minor']),
    note: textOrNull(row['note']),
  };
}
