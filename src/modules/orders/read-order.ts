import type { Db, Tx } from '../../db/client.js';
import { AppError } from '../../shared/app-error.js';
import { fingerprint } from '../../shared/ids.js';
import { decodeCursor, type Page, type PageRequest, rowId, toPage } from '../../shared/page.js';
import { type Actor, namesOfActors, worksForShop } from '../identity/index.js';
import { requireOwnerOrStaff } from './order.policy.js';
import { getOrder, lastEntryOfOthers, newestEntries } from './order.store.js';
import { orderView, ownersEntry, ownersView, publicTimelineView, STAFF_ENTRIES, timelineView } from './order.view.js';
import { statusLabels } from './order-status.js';
import { staffView } from './staff-view.js';

/** One order, for its owner and staff. Throws `order.not_found` and `order.not_yours`. */
export async function readOrder(db: Db | Tx, actor: Actor, id: string) {
  const order = await getOrder(db, id);
  requireOwnerOrStaff(actor, order);
  return actor.type === 'customer' ? ownersView(orderView(order)) : staffView(actor, order);
}

async function getOwnedOrder(db: Db, actor: Actor, id: string) {
  const order = await getOrder(db, id);
  requireOwnerOrStaff(actor, order);
  return order;
}

/** What an order's timeline shows unless more is asked for: no order has so many moves, but its owner may edit it for years. */
const TIMELINE_PAGE = 200;

/**
 * What happened to an order, for its owner and staff: the newest entries, oldest of them first; the next page holds those before. Throws
 * as `readOrder`.
 */
export async function readTimeline(
  db: Db,
  actor: Actor,
  id: string,
  page: PageRequest,
): Promise<Page<ReturnType<typeof timelineView>>> {
  const { customerId } = await getOwnedOrder(db, actor, id);
  const before = page.cursor ? decodeCursor(page.cursor, rowId).id : undefined;
  const limit = page.limit ?? TIMELINE_PAGE;
  const isStaff = worksForShop(actor);
  const hidden = isStaff ? [] : STAFF_ENTRIES;
  const [entries, total] = await Promise.all([
    newestEntries(db, id, hidden, limit + 1, before),
    db.timelineEntry.count({ where: { orderId: id, type: { notIn: hidden } } }),
  ]);
  const found = toPage(entries, limit, total, (entry) => entry);
  const names = await namesOfActors(db, isStaff ? found.rows.map((entry) => entry.actor) : []);
  const othersUntil = isStaff ? 0 : await lastEntryOfOthers(db, id, customerId);
  const shown = (entry: (typeof entries)[number]) => (isStaff ? entry : ownersEntry(entry, entry.id <= othersUntil));
  return { ...found, rows: found.rows.toReversed().map((entry) => timelineView(shown(entry), names)) };
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
    timeline: (await newestEntries(db, order.id, STAFF_ENTRIES, TIMELINE_PAGE))
      .toReversed()
      .map((entry) => publicTimelineView(ownersEntry(entry))),
  };
}
