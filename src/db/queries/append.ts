import type { OrderStatus } from '../../generated/sqlite/client.js';
import type { Tx } from '../client.js';
import { insertRows } from '../writing/insert-rows.js';

// What nearly every change appends beside itself.

type Entry = { orderId: string; at: Date; type: string; status: OrderStatus; actor: string; note: string | null };
type EventRow = { type: string; subject: string; at: Date; actor: string; data: string };

export function insertTimeline(tx: Tx, entries: readonly Entry[]): Promise<void> {
  const columns = { orderId: 'order_id', at: 'at', type: 'type', status: 'status', actor: 'actor', note: 'note' };
  return insertRows(tx, 'timeline_entries', columns, entries);
}

export function insertEvents(tx: Tx, events: readonly EventRow[]): Promise<void> {
  const columns = { type: 'type', subject: 'subject', at: 'at', actor: 'actor', data: 'data' };
  return insertRows(tx, 'events', columns, events);
}

export function insertCustomerTerms(tx: Tx, terms: readonly { term: string; customerId: number }[]): Promise<void> {
  return insertRows(tx, 'customer_search_terms', { term: 'term', customerId: 'customer_id' }, terms);
}

export function insertOrderTerms(tx: Tx, terms: readonly { term: string; orderId: string }[]): Promise<void> {
  return insertRows(tx, 'order_search_terms', { term: 'term', orderId: 'order_id' }, terms);
}
