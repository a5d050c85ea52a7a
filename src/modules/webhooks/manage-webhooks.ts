import type { z } from 'zod';
import { holdLock } from '../../db/advisory-lock.js';
import type { Db, Tx } from '../../db/client.js';
import { lockRow } from '../../db/lock-row.js';
import { inTransaction } from '../../db/transaction.js';
import type { WebhookEndpoint } from '../../generated/sqlite/client.js';
import { AppError } from '../../shared/app-error.js';
import type { Clock } from '../../shared/clock.js';
import { invalidFields } from '../../shared/invalid-fields.js';
import { lockNumbers } from '../../shared/lock-numbers.js';
import { withoutUndefined } from '../../shared/without-undefined.js';
import { recordAudit } from '../audit/index.js';
import { type Actor, actorLabel } from '../identity/index.js';
import { lookAtSequence } from '../outbox/index.js';
import { problemOfUrl } from './target-policy.js';
import type { changedWebhookBody, newWebhookBody } from './webhook.schema.js';
import { webhookView } from './webhook.view.js';
import { newSecret, type SecretBox } from './webhook-secrets.js';

/** Each costs a look at every event; a shop has a few. */
const MOST_WEBHOOKS = 50;

/** How long the secret before the last rotation signs as well. */
const OVERLAP_MS = 24 * 3_600_000;

type Deps = { db: Db; clock: Clock; production: boolean; secrets: SecretBox };

/** Throws `webhook.not_found`. */
export async function getWebhook(db: Db | Tx, id: number): Promise<WebhookEndpoint> {
  const row = await db.webhookEndpoint.findUnique({ where: { id } });
  if (!row) throw webhookNotFound();
  return row;
}

export async function listWebhooks(db: Db) {
  return (await db.webhookEndpoint.findMany({ orderBy: { id: 'desc' } })).map(webhookView);
}

export async function readWebhook(db: Db | Tx, id: number) {
  return webhookView(await getWebhook(db, id));
}

/** Registers a URL for the events from now on. Its secret is in this answer and in no other. Throws `webhook.too_many`. */
export async function createWebhook(deps: Deps, actor: Actor, input: z.infer<typeof newWebhookBody>) {
  refuseUrl(input.url, deps.production);
  const secret = newSecret();
  const { last } = await lookAtSequence(deps.db);
  return inTransaction(deps.db, async (tx) => {
    const at = deps.clock.now();
    // Two who count at once would both find room for one more.
    await holdLock(tx, lockNumbers.webhooks);
    if ((await tx.webhookEndpoint.count()) >= MOST_WEBHOOKS) {
      throw new AppError('conflict', 'webhook.too_many', 'There are too many webhooks');
    }
    const row = await tx.webhookEndpoint.create({
      data: {
        url: input.url,
        description: input.description || null,
        events: JSON.stringify(input.events),
        secret: deps.secrets.seal(secret),
        cursor: last,
        createdAt: at,
        updatedAt: at,
      },
    });
    await audit(tx, actor, at, 'webhook.created', row.id);
    return { ...webhookView(row), secret };
  });
}

/** Changes what is present. Enabled again, it gets the events from now on, and those that waited. Throws `webhook.not_found`. */
export async function updateWebhook(deps: Deps, actor: Actor, id: number, input: z.infer<typeof changedWebhookBody>) {
  if (input.url !== undefined) refuseUrl(input.url, deps.production);
  const { last } = await lookAtSequence(deps.db);
  return inTransaction(deps.db, async (tx) => {
    await lockRow(tx, 'webhook_endpoints', id);
    const before = await getWebhook(tx, id);
    const changed = Object.keys(withoutUndefined(input));
    if (changed.length === 0) return webhookView(before);
    const at = deps.clock.now();
    const row = await tx.webhookEndpoint.update({
      where: { id },
      data: {
        updatedAt: at,
        ...withoutUndefined({
          url: input.url,
          description: input.description === '' ? null : input.description,
          events: input.events && JSON.stringify(input.events),
        }),
        ...statusChange(before, input.status, last),
      },
    });
    await audit(tx, actor, at, 'webhook.updated', id, changed.join(', '));
    return webhookView(row);
  });
}

/** Forgets the URL, its secret and its log. Throws `webhook.not_found`. */
export async function deleteWebhook(deps: Deps, actor: Actor, id: number): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    const { count } = await tx.webhookEndpoint.deleteMany({ where: { id } });
    if (count === 0) throw webhookNotFound();
    await audit(tx, actor, deps.clock.now(), 'webhook.deleted', id);
  });
}

/**
 * Makes a new secret; the old one signs too for a day, so that nothing is refused while the receiver changes over. Only two secrets sign
 * at any time, so of rotations at the same moment one wins: the others would replace a secret that nobody had time to install. Throws
 * `webhook.not_found` and `webhook.rotated_meanwhile`.
 */
export async function rotateSecret(deps: Deps, actor: Actor, id: number) {
  const secret = newSecret();
  const before = await getWebhook(deps.db, id);
  return inTransaction(deps.db, async (tx) => {
    const at = deps.clock.now();
    const rotated = await tx.webhookEndpoint.updateMany({
      where: { id, secret: before.secret },
      data: {
        secret: deps.secrets.seal(secret),
        previousSecret: before.secret,
        previousSecretUntil: new Date(at.getTime() + OVERLAP_MS),
        updatedAt: at,
      },
    });
    const row = await getWebhook(tx, id);
    if (rotated.count === 0) throw rotatedMeanwhile();
    await audit(tx, actor, at, 'webhook.secret_rotated', id);
    return { ...webhookView(row), secret };
  });
}

function webhookNotFound(): AppError {
  return new AppError('notFound', 'webhook.not_found', 'Webhook not found');
}

function rotatedMeanwhile(): AppError {
  return new AppError('conflict', 'webhook.rotated_meanwhile', 'The secret was rotated at the same moment');
}

function statusChange(before: WebhookEndpoint, wanted: 'enabled' | 'disabled' | undefined, last: number) {
  if (wanted === 'disabled' && before.status === 'ENABLED')
    return { status: 'DISABLED' as const, disabledReason: 'admin' };
  if (wanted === 'enabled' && before.status === 'DISABLED') {
    return { status: 'ENABLED' as const, disabledReason: null, cursor: last };
  }
  return {};
}

function refuseUrl(url: string, production: boolean): void {
  const problem = problemOfUrl(url, production);
  if (!problem) return;
  throw invalidFields([{ path: 'url', message: problem }]);
}

function audit(tx: Tx, actor: Actor, at: Date, action: string, entityId: number, detail?: string): Promise<void> {
  const record = { at, actor: actorLabel(actor), action, entity: 'webhook', entityId };
  return recordAudit(tx, detail === undefined ? record : { ...record, detail });
}
