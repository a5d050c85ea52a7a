import { z } from 'zod';
import { defineEvent } from '../outbox/index.js';
import { serviceStatuses } from './service.schema.js';

const data = z.strictObject({ serviceId: z.string(), price: z.number(), status: z.enum(serviceStatuses) });
const example = { serviceId: 's1', price: 200, status: 'Active' } as const;

export const serviceCreated = defineEvent({
  type: 'service.created',
  summary: 'A service was put into the catalogue',
  data,
  example,
  subject: aboutService,
});

export const serviceUpdated = defineEvent({
  type: 'service.updated',
  summary: 'A service was changed; orders keep the name and price they were made with',
  data: data.extend({ changed: z.array(z.string()) }),
  example: { ...example, changed: ['price'] },
  subject: aboutService,
});

export const serviceDeleted = defineEvent({
  type: 'service.deleted',
  summary: 'A service was taken out of the catalogue for good',
  data: z.strictObject({ serviceId: z.string() }),
  example: { serviceId: 's1' },
  subject: aboutService,
});

export const serviceEvents = [serviceCreated, serviceUpdated, serviceDeleted];

function aboutService({ serviceId }: { serviceId: string }): string {
  return `service:${serviceId}`;
}
