import { type Insert, rowsFor } from '../../db/insert-rows.js';
import type { OrderStatus } from '../../generated/sqlite/client.js';

type Entry = { orderId: string; at: Date; type: string; status: OrderStatus; actor: string; note: string | null };

/** Entries for the timelines of orders. */
export function timelineRows(entries: readonly Entry[]): Insert {
  const columns = { orderId: 'order_id', at: 'at', type: 'type', status: 'status', actor: 'actor', note: 'note' };
  return rowsFor('timeline_entries', columns, entries);
}
