import { z } from 'zod';

export const auditWire = z
  .strictObject({
    id: z.int(),
    at: z.iso.datetime(),
    actor: z.string(),
    actorName: z
      .string()
      .nullable()
      .meta({ description: 'The colleague or program, also when deleted since. Null for customers and guests.' }),
    action: z.string(),
    entity: z.string(),
    entityId: z.string(),
    requestId: z.string().nullable(),
    detail: z.string().nullable(),
  })
  .meta({
    id: 'AuditEntry',
    description: 'Who did what to which record.',
    examples: [
      {
        id: 12,
        at: '2026-11-30T09:30:00.000Z',
        actor: 'admin:1',
        actorName: 'Nisha Menon',
        action: 'service.created',
        entity: 'service',
        entityId: 's4',
        requestId: '6f1c2a52-4f0e-4bb5-9f0c-3d4f6c1b7a10',
        detail: null,
      },
    ],
  });
