import type { Tx } from '../../db/client.js';

/** The batch that lost this order last: its number, and its direction, for on the way back "At Store" is another status. */
export async function lostBy(tx: Tx, orderId: string) {
  const lost = await tx.transitBatchOrder.findFirst({
    where: { orderId, leftAs: 'MISSING' },
    orderBy: [{ leftAt: 'desc' }, { batchId: 'desc' }],
    select: { batch: { select: { type: true, transitId: true } } },
  });
  return lost?.batch ?? null;
}
