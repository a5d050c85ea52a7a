import type { Db, Tx } from '../../db/client.js';
import { currentRequestId } from '../../shared/request-context.js';
import { type Happened, recordEvents } from '../outbox/index.js';

export type AuditRecord = {
  at: Date;
  actor: string;
  action: string;
  entity: string;
  entityId: string | number;
  detail?: string;
};

/** Writes who did what to which record, in the transaction of what was done. Names fields that changed, never their values. */
export async function recordAudit(db: Db | Tx, record: AuditRecord): Promise<void> {
  await db.auditEntry.create({ data: rowOf(record), select: { id: true } });
}

/** The same for many records. */
export async function recordAudits(tx: Tx, records: AuditRecord[]): Promise<void> {
  if (records.length > 0) await tx.auditEntry.createMany({ data: records.map(rowOf) });
}

/** The same for what others listen for: the audit log and the outbox, together. */
export async function recordChange(tx: Tx, { events, ...record }: AuditRecord & { events: Happened[] }): Promise<void> {
  await recordAudit(tx, record);
  await recordEvents(tx, record, events);
}

/** `recordChange` for many records of one moment. */
export async function recordChanges(
  tx: Tx,
  by: { at: Date; actor: string },
  records: (Omit<AuditRecord, 'at' | 'actor'> & { event: Happened })[],
): Promise<void> {
  if (records.length === 0) return;
  await recordAudits(
    tx,
    records.map(({ event: _told, ...record }) => ({ ...by, ...record })),
  );
  await recordEvents(
    tx,
    by,
    records.map(({ event }) => event),
  );
}

function rowOf(record: AuditRecord) {
  return { ...record, entityId: String(record.entityId), requestId: currentRequestId() ?? null };
}
