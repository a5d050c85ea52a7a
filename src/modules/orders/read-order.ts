import type { Db, Tx } from '../../db/client.js';
import { AppError } from '../../shared/app-error.js';
import { fingerprint } from '../../shared/ids.js';
import { type Actor, namesOfActors, worksForShop } from '../identity/index.js';
import { requireOwnerOrStaff } from './order.policy.js';
import { getOrder, timelineOf } from './order.store.js';
import { orderView, publicTimelineView, timelineView } from './order.view.js';
import { statusLabels } from './order-status.js';

/** One order, for its owner and staff. Throws `order.not_found` and `order.not_yours`. */
export async function readOrder(db: Db | Tx, actor: Actor, id: string) {
  const order = await getOrder(db, id);
  requireOwnerOrStaff(actor, order);
  return orderView(order);
}

/** Everything that happened to an order, oldest first, for its owner and staff. Throws as `readOrder`. */
export async function readTimeline(db: Db, actor: Actor, id: string) {
  requireOwnerOrStaff(actor, await getOrder(db, id));
  const entries = await timelineOf(db, id);
  const labels = worksForShop(actor) ? entries.map((entry) => entry.actor) : [];
  const names = await namesOfActors(db, labels);
  return entries.map((entry) => timelineView(entry, names));
}

/** Where an order is, for whoever holds its tracking token: no name, phone or e-mail. Throws `tracking.not_found`. */
export async function trackOrder(db: Db, trackingToken: string) {
  const where = { trackingTokenHash: fingerprint(trackingToken) };
  const order = await db.order.findUnique({
    where,
    select: { id: true, status: true, pickupDate: true, createdAt: true, updatedAt: true },
  });
  if (!order) throw new AppError('notFound', 'tracking.not_found', 'Order not found');
  return {
    orderId: order.id,
    status: statusLabels[order.status],
    pickupDate: order.pickupDate,
    createdAt: order.createdAt.toISOString(),
    updatedAt: order.updatedAt.toISOString(),
    timeline: (await timelineOf(db, order.id)).map((entry) => publicTimelineView(entry)),
  };
}
