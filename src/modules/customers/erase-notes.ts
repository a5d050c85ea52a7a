import type { Tx } from '../../db/client.js';

const AT_A_TIME = 1_000;

/**
 * Takes what people wrote from the timelines of these orders, which must be held: the one thing that ever changes in a timeline.
 * `entriesWithin` leaves other entries alone. Names of changed fields and of the order's own batches are the system's words and stay;
 * what only looks like them does not.
 */
export async function eraseNotes(
  tx: Tx,
  orderIds: string[],
  entriesWithin?: { gt: number; lte: number },
): Promise<void> {
  const where = { orderId: { in: orderIds } };
  const entries = await tx.transitBatchOrder.findMany({
    where,
    select: { orderId: true, batch: { select: { transitId: true } } },
  });
  const travelled = new Set(entries.map(({ orderId, batch }) => key(orderId, batch.transitId)));
  const noted = await tx.timelineEntry.findMany({
    where: { ...where, ...(entriesWithin ? { id: entriesWithin } : {}), type: { not: 'edited' }, note: { not: null } },
    select: { id: true, orderId: true, note: true },
  });
  const ids = noted.filter(({ orderId, note }) => !travelled.has(key(orderId, note ?? ''))).map(({ id }) => id);
  for (let first = 0; first < ids.length; first += AT_A_TIME) {
    const some = ids.slice(first, first + AT_A_TIME);
    await tx.timelineEntry.updateMany({ where: { id: { in: some } }, data: { note: null } });
  }
}

function key(orderId: string, transitId: string): string {
  return `${orderId} ${transitId}`;
}
