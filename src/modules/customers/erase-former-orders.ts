import type { Tx } from '../../db/client.js';
import { eraseNotes } from './erase-notes.js';

/** What was written beside an order while it was one customer's: from behind the first of these to the second. */
type Span = { orderId: string; entries: Ids; tracks: Ids; deliveries: Ids };
type Ids = { gt: number; lte: number };

/**
 * Takes what was written about a customer from orders that were theirs and are another's now; what that one has or keeps stays. The
 * orders are held from here on.
 */
export async function eraseFromFormerOrders(tx: Tx, customerId: number): Promise<void> {
  for (const { orderId, entries, tracks, deliveries } of await spansOf(tx, customerId)) {
    const data = { version: { increment: 1 } };
    const { openDeliveryId } = await tx.order.update({
      where: { id: orderId },
      data,
      select: { openDeliveryId: true },
    });
    // One of theirs that was taken up again lost their words then: what it says now is the next one's.
    const isOver = openDeliveryId === null ? {} : { NOT: { id: openDeliveryId } };
    await tx.delivery.updateMany({
      where: { orderId, id: deliveries, ...isOver },
      data: { address: null, failureReason: null },
    });
    await tx.track.updateMany({
      where: { orderId, id: tracks },
      data: { orderEmail: null, note: null, location: null },
    });
    await eraseNotes(tx, [orderId], entries);
  }
}

async function spansOf(tx: Tx, customerId: number): Promise<Span[]> {
  const own = await tx.formerOwner.findMany({ where: { customerId }, select: { orderId: true, untilEntry: true } });
  const spans: Span[] = [];
  for (const { orderId, untilEntry } of own) {
    const [last, before] = await tx.formerOwner.findMany({
      where: { orderId, untilEntry: { lte: untilEntry } },
      orderBy: { untilEntry: 'desc' },
      take: 2,
    });
    if (!last) continue;
    spans.push({
      orderId,
      entries: { gt: before?.untilEntry ?? 0, lte: last.untilEntry },
      tracks: { gt: before?.untilTrack ?? 0, lte: last.untilTrack },
      deliveries: { gt: before?.untilDelivery ?? 0, lte: last.untilDelivery },
    });
  }
  return spans;
}
