import type { AuditEntry } from '../../generated/sqlite/client.js';

export function auditView(row: AuditEntry, names: Map<string, string>) {
  return {
    id: row.id,
    at: row.at.toISOString(),
    actor: row.actor,
    actorName: names.get(row.actor) ?? null,
    action: row.action,
    entity: row.entity,
    entityId: row.entityId,
    requestId: row.requestId,
    detail: row.detail,
  };
}
