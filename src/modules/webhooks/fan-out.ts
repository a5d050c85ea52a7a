import type { Db, Tx } from '../../db/client.js';
import { inTransaction } from '../../db/transaction.js';
import type { WebhookEndpoint } from '../../generated/sqlite/client.js';
import { matchesEvent } from '../events/index.js';
import { freshAttempts } from './retry-policy.js';

const AT_A_TIME = 500;

type Placed = { id: number; position: number | null; type: string; subject: string };

/**
 * Makes deliveries of the events behind an endpoint's cursor, and moves the cursor on by compare-and-set with them: of two processes
 * at once one does it. An event that has a delivery already, since the cursor was set back, is sent again. Whether some are left.
 */
export async function fanOut(db: Db, endpoint: WebhookEndpoint, last: number, now: Date): Promise<boolean> {
  const { id, cursor } = endpoint;
  const events = await db.event.findMany({
    where: { position: { gt: cursor, lte: last } },
    orderBy: { position: 'asc' },
    take: AT_A_TIME,
    select: { id: true, position: true, type: true, subject: true },
  });
  // Fewer than asked for are all there are: what retention has taken is passed over.
  const upTo = events.length < AT_A_TIME ? last : (events.at(-1)?.position ?? last);
  const patterns = JSON.parse(endpoint.events) as string[];
  const wanted = events.filter(({ type }) => matchesEvent(patterns, type));
  await inTransaction(db, async (tx) => {
    const moved = await tx.webhookEndpoint.updateMany({
      where: { id, cursor, status: 'ENABLED' },
      data: { cursor: upTo },
    });
    if (moved.count > 0 && wanted.length > 0) await makeDeliveries(tx, id, wanted, now);
  });
  return upTo < last;
}

async function makeDeliveries(tx: Tx, endpointId: number, events: Placed[], now: Date): Promise<void> {
  const positions = events.map(({ position }) => position ?? 0);
  const where = { endpointId, position: { in: positions } };
  const known = await tx.webhookDelivery.findMany({ where, select: { position: true } });
  const have = new Set(known.map(({ position }) => position));
  if (have.size > 0) {
    await tx.webhookDelivery.updateMany({ where: { ...where, status: { not: 'PENDING' } }, data: freshAttempts(now) });
  }
  const fresh = events.filter(({ position }) => !have.has(position ?? 0));
  await tx.webhookDelivery.createMany({
    data: fresh.map(({ id, position, type, subject }) => ({
      endpointId,
      eventId: id,
      position: position ?? 0,
      type,
      subject,
      createdAt: now,
      ...freshAttempts(now),
    })),
  });
}
