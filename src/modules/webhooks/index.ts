export {
  createWebhook,
  deleteWebhook,
  listWebhooks,
  readWebhook,
  rotateSecret,
  updateWebhook,
} from './manage-webhooks.js';
export type { Outcome } from './post-to-target.js';
export { createHostResolver, type ResolveHost } from './resolve-host.js';
export { testWebhook, webhookTest } from './test-webhook.js';
export {
  attemptWire,
  changedWebhookBody,
  deliveryStates,
  madeWebhookWire,
  newWebhookBody,
  replayBody,
  replayWire,
  secretWire,
  webhookDeliveryWire,
  webhookWire,
} from './webhook.schema.js';
export { listWebhookDeliveries, replayDelivery, replaySince } from './webhook-deliveries.js';
export { createWebhookSender, type WebhookSender } from './webhook-sender.js';
