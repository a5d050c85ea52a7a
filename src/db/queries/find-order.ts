import type { OrderStatus, ServiceUnit } from '../../generated/sqlite/client.js';
import type { Db, PlainTx } from '../client.js';
import { type Reader, type Row, readerOf } from '../reading/reader.js';
import { flag, minor, rowsIn, text, textOrNull, time, timeOrNull, whole, wholeOrNull } from '../reading/values.js';

/** What hangs on a tag: its number, and what its line is called. Pieces that were taken out are on no line. */
const PIECES = 'pieces p JOIN order_lines l ON l.order_id = p.order_id AND l.position = p.line_position';

/** One order by its id, with its lines as `order.store.ts` selects it, and its pieces; null when there is none. */
export async function findOrderRow(db: Db | PlainTx, id: string) {
  const reader = readerOf(db);
  const pieces = reader.nested(['p.number', 'l.name'], `${PIECES} WHERE p.order_id = o.id`, 'p.number');
  const [row] = await reader.all(
    `SELECT ${orderColumns(reader, 'o')}, ${pieces} AS pieces, o.in_account, o.open_batch_id, o.open_delivery_id, o.version FROM orders o WHERE o.id = $1`,
    [id],
  );
  if (!row) return null;
  return {
    ...orderFrom(row),
    pieces: rowsIn(row['pieces']).map(([number, name]) => ({ number: whole(number), name: text(name) })),
    inAccount: flag(row['in_account']),
    openBatchId: wholeOrNull(row['open_batch_id']),
    openDeliveryId: wholeOrNull(row['open_delivery_id']),
    version: whole(row['version']),
  };
}

/** Whether there is an order with this id. */
export async function isOrder(db: Db | PlainTx, id: string): Promise<boolean> {
  return (await readerOf(db).all('SELECT 1 AS there FROM orders WHERE id = $1', [id])).length > 0;
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
  'missing_since',
];

const LINE = [
  'l.service_id',
  'l.name',
  'l.unit',
  'l.quantity',
  'l.measured_milli',
  'l.unit_price_minor',
  'l.line_total_minor',
  'l.note',
];

/** The columns `orderFrom` needs, of the orders that a statement calls by this name: their own, and their lines as one. */
export function orderColumns(reader: Reader, name: string): string {
  const lines = reader.nested(LINE, `order_lines l WHERE l.order_id = ${name}.id`, 'l.position');
  return `${ownColumns(name)}, ${lines} AS lines`;
}

export function ownColumns(name: string): string {
  return COLUMNS.map((column) => `${name}.${column}`).join(', ');
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
  };
}

function lineFrom([serviceId, name, unit, quantity, measuredMilli, unitPrice, lineTotal, note]: readonly unknown[]) {
  return {
    serviceId: text(serviceId),
    name: text(name),
    unit: unit as ServiceUnit,
    quantity: whole(quantity),
    measuredMilli: wholeOrNull(measuredMilli),
    unitPriceMinor: minor(unitPrice),
    lineTotalMinor: minor(lineTotal),
    note: textOrNull(note),
  };
}
