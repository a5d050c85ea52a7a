import { type Insert, rowsFor } from '../../db/insert-rows.js';

type AuditRow = {
  at: Date;
  actor: string;
  action: string;
  entity: string;
  entityId: string;
  requestId: string | null;
  detail: string | null;
};

/** Entries for the audit log. */
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
