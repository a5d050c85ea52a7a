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
  await db.auditEntry.create({
    data: { ...record, entityId: String(record.entityId), requestId: currentRequestId() ?? null },
    select: { id: true },
  });
}
