import type { Reader, Row } from '../../db/statements/reader.js';
import { minor, rowsIn, text, textOrNull, time, timeOrNull, whole, wholeOrNull } from '../../db/statements/values.js';
import type { OrderStatus, ServiceUnit } from '../../generated/sqlite/client.js';

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
export function columnsWithLines(reader: Reader, name: string): string {
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
