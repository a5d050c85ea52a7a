import type { OrderStatus, ServiceUnit } from '../../generated/sqlite/client.js';
import type { PlainTx } from '../client.js';
import { minor, text, textOrNull, whole } from '../reading/values.js';
import { rowsFor } from '../writing/insert-rows.js';
import { type Insert, writerOf } from '../writing/writer.js';

// The statements of a new order, by far the most frequent transaction: each costs a twentieth of the same through Prisma.

type OrderRow = {
  id: string;
  customerId: number;
  customerName: string;
  customerEmail: string;
  customerPhone: string;
  status: OrderStatus;
  pickupDate: string;
  specialInstructions: string;
  totalMinor: bigint;
  currency: string;
  pieceCount: number;
  trackingTokenHash: string;
  inAccount: boolean;
  provesAccount: boolean;
  createdAt: Date;
  updatedAt: Date;
};

type LineRow = {
  orderId: string;
  position: number;
  serviceId: string;
  name: string;
  category: string | null;
  unit: ServiceUnit;
  quantity: number;
  measuredMilli: number | null;
  unitPriceMinor: bigint;
  lineTotalMinor: bigint;
  note: string | null;
};

const orderColumns: Record<keyof OrderRow, string> = {
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
  inAccount: 'in_account',
  provesAccount: 'proves_account',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
};

const lineColumns: Record<keyof LineRow, string> = {
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
};

/** A new order; inserting it throws a unique violation when its id is taken. */
export function orderRow(order: OrderRow): Insert {
  return rowsFor('orders', orderColumns, [order]);
}

export function lineRows(lines: readonly LineRow[]): Insert {
  return rowsFor('order_lines', lineColumns, lines);
}

export function pieceRows(
  pieces: readonly { tag: string; orderId: string; linePosition: number; number: number }[],
): Insert {
  const columns = { tag: 'tag', orderId: 'order_id', linePosition: 'line_position', number: 'number' };
  return rowsFor('pieces', columns, pieces);
}

/** The active services among these, with what prices an order. */
export async function findActiveServices(tx: PlainTx, ids: string[]) {
  const writer = writerOf(tx);
  const named = writer.among('id', 'text', 1, ids);
  const rows = await writer.all(
    `SELECT id, name, category, price_minor, unit, quantity_decimals FROM services
     WHERE ${named.text} AND status = 'ACTIVE' AND deleted_at IS NULL`,
    [named.value],
  );
  return rows.map((row) => ({
    id: text(row['id']),
    name: text(row['name']),
    category: textOrNull(row['category']),
    priceMinor: minor(row['price_minor']),
    unit: row['unit'] as ServiceUnit,
    quantityDecimals: whole(row['quantity_decimals']),
  }));
}

/**
 * Counts `step` more uses of these services, if they are active; how many were. Unless `lockServices` held them before, it does so
 * in the same statement.
 */
export function addUses(tx: PlainTx, ids: string[], step: number, areHeld: boolean): Promise<number> {
  const writer = writerOf(tx);
  const named = writer.among('id', 'text', 2, ids);
  const hold = areHeld || ids.length < 2 ? '' : writer.holding('FOR NO KEY UPDATE');
  const these = hold ? `id IN (SELECT id FROM services WHERE ${named.text} ORDER BY id ${hold})` : named.text;
  return writer.change(
    `UPDATE services SET usage_count = usage_count + $1 WHERE ${these} AND status = 'ACTIVE' AND deleted_at IS NULL`,
    [step, named.value],
  );
}
