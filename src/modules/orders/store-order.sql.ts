import { type Insert, rowsFor } from '../../db/insert-rows.js';
import type { OrderStatus, ServiceUnit } from '../../generated/sqlite/client.js';

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
