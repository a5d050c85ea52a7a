import type { WebhookDelivery, WebhookEndpoint } from '../../generated/sqlite/client.js';
import { eventId } from '../outbox/index.js';

type Reason = 'gone' | 'failing' | 'admin';

export function webhookView(row: WebhookEndpoint) {
  return {
    id: row.id,
    url: row.url,
    description: row.description,
    events: JSON.parse(row.events) as string[],
    status: row.status === 'ENABLED' ? ('enabled' as const) : ('disabled' as const),
    disabledReason: row.disabledReason as Reason | null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

export const wireStates = { PENDING: 'pending', DELIVERED: 'delivered', PARKED: 'parked' } as const;

export function webhookDeliveryView(row: WebhookDelivery) {
  return {
    id: row.id,
    event: eventId(row.position),
    type: row.type,
    subject: row.subject,
    status: wireStates[row.status],
    attempts: row.attempts,
    nextAttemptAt: row.status === 'PENDING' ? row.nextAttemptAt.toISOString() : null,
    responseCode: row.responseCode,
    lastError: row.lastError,
    createdAt: row.createdAt.toISOString(),
    deliveredAt: row.deliveredAt?.toISOString() ?? null,
  };
}
