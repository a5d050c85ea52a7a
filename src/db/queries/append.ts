import type { OrderStatus } from '../../generated/sqlite/client.js';
import { rowsFor } from '../writing/insert-rows.js';
import type { Insert } from '../writing/writer.js';

// What nearly every change appends beside itself.

type Entry = { orderId: string; at: Date; type: string; status: OrderStatus; actor: string; note: string | null };
type EventRow = { type: string; subject: string; at: Date; actor: string; data: string };
type AuditRow = {
  at: Date;
  actor: string;
  action: string;
  entity: string;
  entityId: string;
  requestId: string | null;
  detail: string | null;
};

export function timelineRows(entries: readonly Entry[]): Insert {
  const columns = { orderId: 'order_id', at: 'at', type: 'type', status: 'status', actor: 'actor', note: 'note' };
  return rowsFor('timeline_entries', columns, entries);
}

export function eventRows(events: readonly EventRow[]): Insert {
  const columns = { type: 'type', subject: 'subject', at: 'at', actor: 'actor', data: 'data' };
  return rowsFor('events', columns, events);
}

export function auditRows(records: readonly AuditRow[]): Insert {
  const columns = {
    at: 'at',
    actor: 'actor',
    action: 'action',
    entity: 'entity',
    entityId: 'entity_id',
    requestId: 'request_id',
    detail: 'detail',
  };
  return rowsFor('audit_entries', columns, records);
}

export function customerTermRows(terms: readonly { term: string; customerId: number }[]): Insert {
  return rowsFor('customer_search_terms', { term: 'term', customerId: 'customer_id' }, terms);
}

export function orderTermRows(terms: readonly { term: string; orderId: string }[]): Insert {
  return rowsFor('order_search_terms', { term: 'term', orderId: 'order_id' }, terms);
}
