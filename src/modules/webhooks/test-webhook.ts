import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Db } from '../../db/client.js';
import type { Clock } from '../../shared/clock.js';
import { type Actor, actorLabel } from '../identity/index.js';
import type { Post } from './attempt-delivery.js';
import { getWebhook } from './manage-webhooks.js';

/** The message that a test sends. It is recorded nowhere, and no stream has it. */
export const webhookTest = {
  type: 'webhook.test',
  summary: 'An admin tries whether the webhook is reached; no event stands behind it',
  data: z.strictObject({ webhookId: z.int() }),
  example: { webhookId: 1 },
};

/** Sends one message that stands for no event, at once, and answers what became of it. Throws `webhook.not_found`. */
export async function testWebhook(deps: { db: Db; clock: Clock; post: Post }, actor: Actor, id: number) {
  const endpoint = await getWebhook(deps.db, id);
  const event = {
    id: `evt_test_${randomUUID()}`,
    type: webhookTest.type,
    timestamp: deps.clock.now().toISOString(),
    actor: actorLabel(actor),
    data: { webhookId: id },
  };
  const { code, error } = await deps.post(endpoint, { id: event.id, body: JSON.stringify(event) });
  return { delivered: error === null, responseCode: code, error };
}
