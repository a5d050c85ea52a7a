import { z } from 'zod';
import { line, optionalLine } from '../../shared/fields.js';
import { eventPattern } from '../events/index.js';

export const webhookStatuses = ['enabled', 'disabled'] as const;
export const deliveryStates = ['pending', 'delivered', 'parked'] as const;

const url = line(2_000).meta({ description: 'Begins with `https://`; `http://` on this machine outside production.' });
const description = optionalLine(200);
const events = z.array(eventPattern).min(1, 'must name an event').max(60);
const status = z.enum(webhookStatuses);

export const newWebhookBody = z
  .strictObject({ url, description, events })
  .meta({ id: 'NewWebhook', examples: [{ url: 'https://example.com/hooks', events: ['order.*'] }] });

export const changedWebhookBody = z
  .strictObject({ url: url.optional(), description, events: events.optional(), status: status.optional() })
  .meta({ id: 'ChangedWebhook', examples: [{ events: ['order.*', 'delivery.*'], status: 'enabled' }] });

/** Where to send again from: a time, or behind an event that was received. */
export const replayBody = z
  .strictObject({
    since: z.iso.datetime('must be a time such as 2026-01-31T09:45:00Z').optional(),
    afterEvent: z
      .string()
      .regex(/^evt_\d{1,9}$/, 'must be the id of an event, such as evt_42')
      .optional(),
  })
  .refine(({ since, afterEvent }) => (since === undefined) !== (afterEvent === undefined), {
    message: 'give either since or afterEvent',
    path: ['since'],
  })
  .meta({ id: 'ReplayWebhook', examples: [{ since: '2026-01-31T09:45:00Z' }] });

const webhookExample = {
  id: 1,
  url: 'https://example.com/hooks',
  description: null,
  events: ['order.*'],
  status: 'enabled',
  disabledReason: null,
  createdAt: '2026-01-31T09:45:00.000Z',
  updatedAt: '2026-01-31T09:45:00.000Z',
};

export const webhookWire = z
  .strictObject({
    id: z.int(),
    url: z.string(),
    description: z.string().nullable(),
    events: z.array(z.string()),
    status,
    disabledReason: z.enum(['gone', 'failing', 'admin']).nullable(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({
    id: 'Webhook',
    examples: [webhookExample],
  });

export const secretWire = z.strictObject({ ...webhookWire.shape, secret: z.string() }).meta({
  id: 'WebhookWithSecret',
  examples: [{ ...webhookExample, secret: 'whsec_cmVwbGFjZSBtZSB3aXRoIHRoZSBvbmUgeW91IGdvdA==' }],
});

const secretOnce = z
  .string()
  .optional()
  .meta({ description: 'What signs: absent when the answer is told again for an `Idempotency-Key`.' });

export const madeWebhookWire = z.strictObject({ ...webhookWire.shape, secret: secretOnce }).meta({
  id: 'MadeWebhook',
  examples: [{ ...webhookExample, secret: 'whsec_cmVwbGFjZSBtZSB3aXRoIHRoZSBvbmUgeW91IGdvdA==' }],
});

export const attemptWire = z
  .strictObject({ delivered: z.boolean(), responseCode: z.int().nullable(), error: z.string().nullable() })
  .meta({ id: 'WebhookAttempt', examples: [{ delivered: true, responseCode: 204, error: null }] });

export const replayWire = z.strictObject({ events: z.int() }).meta({ id: 'WebhookReplay', examples: [{ events: 12 }] });

export const webhookDeliveryWire = z
  .strictObject({
    id: z.int(),
    event: z.string(),
    type: z.string(),
    subject: z.string(),
    status: z.enum(deliveryStates),
    attempts: z.int(),
    nextAttemptAt: z.iso.datetime().nullable(),
    responseCode: z.int().nullable(),
    lastError: z.string().nullable(),
    createdAt: z.iso.datetime(),
    deliveredAt: z.iso.datetime().nullable(),
  })
  .meta({
    id: 'WebhookDelivery',
    examples: [
      {
        id: 7,
        event: 'evt_42',
        type: 'order.created',
        subject: 'order:a1b2c3d4',
        status: 'pending',
        attempts: 2,
        nextAttemptAt: '2026-01-31T09:45:20.000Z',
        responseCode: 503,
        lastError: 'Answered 503',
        createdAt: '2026-01-31T09:45:00.000Z',
        deliveredAt: null,
      },
    ],
  });
