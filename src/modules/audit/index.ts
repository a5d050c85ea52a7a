export { auditWire } from './audit.schema.js';
export { listAudit } from './list-audit.js';
export { type AuditRecord, recordAudit, recordAudits, recordChange, recordChanges } from './record.js';
