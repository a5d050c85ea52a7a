import type { z } from 'zod';
import type { Db } from '../../db/client.js';
import { inTransaction } from '../../db/transaction.js';
import { AppError } from '../../shared/app-error.js';
import type { Clock } from '../../shared/clock.js';
import { decodeCursor, MAX_PAGE, type PageRequest, rowId, toPage } from '../../shared/page.js';
import { recordAudit } from '../audit/index.js';
import { type Actor, actorLabel } from '../identity/index.js';
import { getWebhook } from './manage-webhooks.js';
import { freshAttempts } from './retry-policy.js';
import type { deliveryStates, replayBody } from './webhook.schema.js';
import { webhookDeliveryView } from './webhook.view.js';

type Filter = PageRequest & { status?: (typeof deliveryStates)[number] | undefined };

const storedStates = { pending: 'PENDING', delivered: 'DELIVERED', parked: 'PARKED' } as const;

/** What was sent to a webhook and what became of it, newest event first. Throws `webhook.not_found`. */
export async function listWebhookDeliveries(db: Db, id: number, query: Filter) {
  await getWebhook(db, id);
  const limit = query.limit ?? MAX_PAGE;
  const after = query.cursor ? decodeCursor(query.cursor, rowId) : undefined;
  const where = { endpointId: id, ...(query.status ? { status: storedStates[query.status] } : {}) };
  const [rows, total] = await Promise.all([
    db.webhookDelivery.findMany({
      where: { ...where, ...(after ? { position: { lt: after.id } } : {}) },
      orderBy: { position: 'desc' },
      take: limit + 1,
    }),
    db.webhookDelivery.count({ where }),
  ]);
  const found = toPage(rows, limit, total, (row) => ({ at: row.createdAt, id: row.position }));
  return { ...found, rows: found.rows.map(webhookDeliveryView) };
}

/** Sends one event again, whatever became of it before. Throws `webhook.delivery_not_found` and `webhook.under_way`. */
export async function replayDelivery(
  deps: { db: Db; clock: Clock },
  actor: Actor,
  ids: { id: number; deliveryId: number },
) {
  return inTransaction(deps.db, async (tx) => {
    const at = deps.clock.now();
    const where = { id: ids.deliveryId, endpointId: ids.id };
    const replayed = await tx.webhookDelivery.updateMany({
      where: { ...where, OR: [{ leasedUntil: null }, { leasedUntil: { lt: at } }] },
      data: freshAttempts(at),
    });
    const row = await tx.webhookDelivery.findFirst({ where });
    if (!row) throw new AppError('notFound', 'webhook.delivery_not_found', 'Webhook delivery not found');
    if (replayed.count === 0) throw new AppError('conflict', 'webhook.under_way', 'An attempt is under way');
    const record = { at, actor: actorLabel(actor), action: 'webhook.replayed', entity: 'webhook', entityId: ids.id };
    await recordAudit(tx, { ...record, detail: `delivery ${ids.deliveryId}` });
    return webhookDeliveryView(row);
  });
}

/**
 * Sends every event since a time, or behind one, once more: also those from before the webhook was made, and from while it was
 * disabled. Answers how many events are looked at. Throws `webhook.not_found`.
 */
export async function replaySince(
  deps: { db: Db; clock: Clock },
  actor: Actor,
  id: number,
  { since, afterEvent }: z.infer<typeof replayBody>,
): Promise<{ events: number }> {
  const { db } = deps;
  const first =
    afterEvent === undefined
      ? await db.event.findFirst({
          where: { at: { gte: new Date(since ?? 0) }, position: { not: null } },
          orderBy: { position: 'asc' },
          select: { position: true },
        })
      : null;
  return inTransaction(db, async (tx) => {
    const { cursor } = await getWebhook(tx, id);
    const from =
      afterEvent === undefined ? (first?.position ?? cursor + 1) - 1 : Number(afterEvent.slice('evt_'.length));
    // Lower than what is there only: a replay never skips.
    const rewound = await tx.webhookEndpoint.updateMany({
      where: { id, cursor: { gt: from } },
      data: { cursor: from },
    });
    const at = deps.clock.now();
    const record = { at, actor: actorLabel(actor), action: 'webhook.replayed', entity: 'webhook', entityId: id };
    await recordAudit(tx, { ...record, detail: `from event ${from}` });
    const events = rewound.count === 0 ? 0 : await tx.event.count({ where: { position: { gt: from } } });
    return { events };
  });
}
