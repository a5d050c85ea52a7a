import { randomUUID } from 'node:crypto';
import type { Sql } from './sql.js';

// What nearly every change writes beside itself, as the product does.

/** `data` as the event tells it. */
export type EventRow = { type: string; subject: string; data: object };
export type By = { at: unknown; actor: string };

export function insertEvents(sql: Sql, { at, actor }: By, events: EventRow[]): Promise<void> {
  const rows = events.map(({ type, subject, data }) => [type, subject, at, actor, JSON.stringify(data)]);
  return sql.insert('events', ['type', 'subject', 'at', 'actor', 'data'], rows);
}

export type AuditRow = { action: string; entity: string; entityId: unknown; detail: string };

export function insertAudit(sql: Sql, { at, actor }: By, entries: AuditRow[]): Promise<void> {
  const columns = ['at', 'actor', 'action', 'entity', 'entity_id', 'detail', 'request_id'];
  const requestId = randomUUID();
  const rows = entries.map(({ action, entity, entityId, detail }) => [
    at,
    actor,
    action,
    entity,
    String(entityId),
    detail,
    requestId,
  ]);
  return sql.insert('audit_entries', columns, rows);
}

export function insertTimeline(
  sql: Sql,
  { at, actor }: By,
  entries: { orderId: unknown; type: string; status: string; note: unknown }[],
): Promise<void> {
  const columns = ['order_id', 'at', 'type', 'status', 'actor', 'note'];
  const rows = entries.map(({ orderId, type, status, note }) => [orderId, at, type, status, actor, note]);
  return sql.insert('timeline_entries', columns, rows);
}
