import { z } from 'zod';
import { endpoint } from '../../http/endpoint.js';
import { pageReply } from '../../http/reply.js';
import { auditWire, listAudit } from '../../modules/audit/index.js';
import { dayOrTime } from '../../shared/day-or-time.js';
import { optionalLine } from '../../shared/fields.js';
import { pageQuery } from '../../shared/page.js';
import { adminsOnly } from '../audiences.js';
import { blankIsAbsent } from '../blank-is-absent.js';

export const auditLogEndpoints = [
  endpoint({
    method: 'get',
    path: '/admin/api/audit-log',
    operationId: 'listAuditLog',
    summary: 'Who did what to which record, newest first',
    access: adminsOnly,
    query: z.object({
      ...pageQuery,
      entity: optionalLine(50),
      actor: optionalLine(50),
      from: blankIsAbsent(dayOrTime),
      to: blankIsAbsent(dayOrTime),
    }),
    reads: 'replica',
    status: 200,
    response: z.array(auditWire),
    handle: async ({ query }, { deps }) => pageReply(await listAudit(deps, query)),
  }),
];
