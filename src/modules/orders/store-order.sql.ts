import { type Insert, rowsFor } from '../../db/insert-rows.js';
import { columnsOf } from '../../db/statements/columns.js';
import type { OrderLine } from '../../generated/sqlite/client.js';
import { lineColumns, NEW_ORDER, type NewOrder, orderColumns, pieceColumns } from './order.row.js';

// The rows of a new order, by far the most frequent transaction: each costs a twentieth of the same through Prisma.

const newOrderColumns = columnsOf(orderColumns, NEW_ORDER);

/** A new order; inserting it throws a unique violation when its id is taken. */
export function orderRow(order: NewOrder): Insert {
  return rowsFor('orders', newOrderColumns, [order]);
}

export function lineRows(lines: readonly OrderLine[]): Insert {
  return rowsFor('order_lines', lineColumns, lines);
}

export function pieceRows(
  pieces: readonly { tag: string; orderId: string; linePosition: number; number: number }[],
): Insert {
  return rowsFor('pieces', pieceColumns, pieces);
}
