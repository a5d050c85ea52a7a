import { z } from 'zod';
import { defineEvent } from '../outbox/index.js';
import { workerRoles } from './worker.schema.js';

const data = z.strictObject({ workerId: z.int(), role: z.enum(workerRoles), active: z.boolean() });
const example = { workerId: 5, role: 'worker', active: true } as const;

export const workerCreated = defineEvent({
  type: 'worker.created',
  summary: 'An employee or a delivery worker was added',
  data,
  example,
  subject: aboutWorker,
});

export const workerUpdated = defineEvent({
  type: 'worker.updated',
  summary: 'A worker was changed; `changed` names the fields',
  data: data.extend({ changed: z.array(z.string()) }),
  example: { ...example, active: false, changed: ['active'] },
  subject: aboutWorker,
});

export const workerDeleted = defineEvent({
  type: 'worker.deleted',
  summary: 'A worker left',
  data: z.strictObject({ workerId: z.int() }),
  example: { workerId: 5 },
  subject: aboutWorker,
});

export const workerEvents = [workerCreated, workerUpdated, workerDeleted];

function aboutWorker({ workerId }: { workerId: number }): string {
  return `worker:${workerId}`;
}
