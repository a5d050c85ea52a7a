import { z } from 'zod';

export const auditWire = z.strictObject({
  id: z.int(),
  at: z.iso.datetime(),
  actor: z.string(),
  action: z.string(),
  entity: z.string(),
  entityId: z.string(),
  requestId: z.string().nullable(),
  detail: z.string().nullable(),
});
