import type { PlainTx } from '../../db/client.js';
import { insertRows } from '../../db/insert-rows.js';
import { currentRequestId } from '../../shared/request-context.js';
import { type Happened, recordEvents } from '../outbox/index.js';
import { auditRows } from './audit-rows.sql.js';

export type AuditRecord = {
  at: Date;
  actor: string;
  action: string;
  entity: string;
  entityId: string | number;
  detail?: string;
};

/** Writes who did what to which record, in the transaction of what was done. Names fields that changed, never their values. */
export async function recordAudit(tx: PlainTx, record: AuditRecord): Promise<void> {
  await recordAudits(tx, [record]);
}

/** The same for many records. */
export async function recordAudits(tx: PlainTx, records: AuditRecord[]): Promise<void> {
  await insertRows(tx, auditRows(records.map(rowOf)));
}

/** The same for what others listen for: the audit log and the outbox, together. */
export async function recordChange(
  tx: PlainTx,
  { events, ...record }: AuditRecord & { events: Happened[] },
): Promise<void> {
  await recordEvents(tx, record, events, auditRows([rowOf(record)]));
}

/** `recordChange` for many records of one moment. */
export async function recordChanges(
  tx: PlainTx,
  by: { at: Date; actor: string },
  records: (Omit<AuditRecord, 'at' | 'actor'> & { event: Happened })[],
): Promise<void> {
  await recordEvents(
    tx,
    by,
    records.map(({ event }) => event),
    auditRows(records.map(({ event: _told, ...record }) => rowOf({ ...by, ...record }))),
  );
}

function rowOf(record: AuditRecord) {
  const { entityId, detail = null } = record;
  return { ...record, detail, entityId: String(entityId), requestId: currentRequestId() ?? null };
}
