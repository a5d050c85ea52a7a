import type { Db, Tx } from '../../db/client.js';
import { currentRequestId } from '../../shared/request-context.js';

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

/** The same for many records at once. */
export async function recordAudits(tx: Tx, records: AuditRecord[]): Promise<void> {
  if (records.length > 0) await tx.auditEntry.createMany({ data: records.map(rowOf) });
}

function rowOf(record: AuditRecord) {
  return { ...record, entityId: String(record.entityId), requestId: currentRequestId() ?? null };
}
