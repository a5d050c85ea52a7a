import { randomUUID } from 'node:crypto';
import type { Db } from '../../db/client.js';
import type { WebhookDelivery, WebhookEndpoint } from '../../generated/sqlite/client.js';
import type { Clock } from '../../shared/clock.js';
import { eventId, eventView } from '../outbox/index.js';
import type { Outcome } from './post-to-target.js';
import { pauseAfter } from './retry-policy.js';

/** Longer than any attempt lasts, with room for clocks that differ: until then nobody else makes this one. */
const LEASE_MS = 60_000;

const GONE = 410;

type Deps = { db: Db; clock: Clock; post: Post };

/** Sends a signed message to an endpoint, once. */
export type Post = (endpoint: WebhookEndpoint, message: { id: string; body: string }) => Promise<Outcome>;

/**
 * Takes a delivery by compare-and-set, makes one attempt and settles it. Null when somebody else has it. Whoever dies in between
 * leaves the lease behind: when it is over the attempt is made again, so that a receiver may get an event twice and never not at all.
 */
export async function attemptDelivery(
  deps: Deps,
  endpoint: WebhookEndpoint,
  due: { id: number; attempts: number },
): Promise<Outcome | null> {
  const { db, clock } = deps;
  const lease = randomUUID();
  const now = clock.now();
  const { count } = await db.webhookDelivery.updateMany({
    where: { ...due, status: 'PENDING', OR: [{ leasedUntil: null }, { leasedUntil: { lt: now } }] },
    data: { lease, leasedUntil: new Date(now.getTime() + LEASE_MS), attempts: { increment: 1 } },
  });
  if (count === 0) return null;
  const delivery = await db.webhookDelivery.findUniqueOrThrow({ where: { id: due.id }, include: { event: true } });
  const message = { id: eventId(delivery.position), body: JSON.stringify(eventView(delivery.event)) };
  const outcome = await deps.post(endpoint, message);
  await settle(deps, endpoint, { ...delivery, lease }, outcome);
  return outcome;
}

async function settle(
  { db, clock }: Deps,
  endpoint: WebhookEndpoint,
  delivery: WebhookDelivery,
  { code, error }: Outcome,
): Promise<void> {
  const now = clock.now();
  const isLast = code === GONE || now >= delivery.retryUntil;
  const result = { responseCode: code, lastError: error, lease: null, leasedUntil: null };
  const next = new Date(now.getTime() + pauseAfter(delivery.attempts));
  // Only with our own lease: an attempt that took too long may be somebody else's by now.
  await db.webhookDelivery.updateMany({
    where: { id: delivery.id, lease: delivery.lease },
    data:
      error === null
        ? { ...result, status: 'DELIVERED', deliveredAt: now, settledAt: now }
        : { ...result, ...(isLast ? { status: 'PARKED', settledAt: now } : { nextAttemptAt: next }) },
  });
  if (code === GONE) await disable(db, endpoint, 'gone', now);
  else if (error !== null && isLast && !(await hasDelivered(db, endpoint.id, delivery.createdAt))) {
    await disable(db, endpoint, 'failing', now);
  }
}

async function hasDelivered(db: Db, endpointId: number, since: Date): Promise<boolean> {
  const where = { endpointId, status: 'DELIVERED' as const, deliveredAt: { gte: since } };
  return (await db.webhookDelivery.findFirst({ where, select: { id: true } })) !== null;
}

// Only while it still leads where the attempt went: an admin may have given it another URL for just this reason.
async function disable(db: Db, { id, url }: WebhookEndpoint, reason: 'gone' | 'failing', at: Date): Promise<void> {
  await db.webhookEndpoint.updateMany({
    where: { id, url, status: 'ENABLED' },
    data: { status: 'DISABLED', disabledReason: reason, updatedAt: at },
  });
}
