import { Webhook } from 'standardwebhooks';
import type { WebhookEndpoint } from '../../generated/sqlite/client.js';
import type { SecretBox } from './webhook-secrets.js';

/** The headers of the Standard Webhooks specification, or null when the secret cannot be read any more. */
export function signedHeaders(
  endpoint: Pick<WebhookEndpoint, 'secret' | 'previousSecret' | 'previousSecretUntil'>,
  message: { id: string; at: Date; body: string },
  secrets: SecretBox,
): Record<string, string> | null {
  const current = secrets.open(endpoint.secret);
  if (current === null) return null;
  const { previousSecret, previousSecretUntil } = endpoint;
  const isStillGood = previousSecret !== null && previousSecretUntil !== null && previousSecretUntil > message.at;
  const previous = isStillGood ? secrets.open(previousSecret) : null;
  const signatures = [current, ...(previous === null ? [] : [previous])].map((secret) =>
    new Webhook(secret).sign(message.id, message.at, message.body),
  );
  return {
    'Content-Type': 'application/json',
    'User-Agent': 'FabClean-Webhooks/1',
    'webhook-id': message.id,
    'webhook-timestamp': String(Math.floor(message.at.getTime() / 1000)),
    'webhook-signature': signatures.join(' '),
  };
}
