import type { Db, Tx } from '../../db/client.js';
import { inTransaction } from '../../db/transaction.js';
import { AppError } from '../../shared/app-error.js';
import type { Clock } from '../../shared/clock.js';
import { getAccount } from '../customers/index.js';
import { type Actor, actorLabel } from '../identity/index.js';
import { happened } from '../outbox/index.js';
import { orderCancelled } from './order.events.js';
import { requireOwner } from './order.policy.js';
import { getOrder } from './order.store.js';
import { orderMoves, statusLabels } from './order-status.js';
import { writeTimeline } from './write-timeline.js';

/**
 * The owner deletes their order: it is cancelled and leaves their lists, while the record, its money and its timeline stay.
 * One deleted before is left as it is. `email`, which the older clients send, must be the order's or the account's. Throws `order.email_mismatch`, `order.too_late` once it left the counter.
 */
export async function withdrawOrder(
  deps: { db: Db; clock: Clock },
  actor: Actor,
  id: string,
  email: string,
): Promise<void> {
  const order = await getOrder(deps.db, id);
  requireOwner(actor, order);
  const account = await getAccount(deps.db, order.customerId);
  if (email !== order.customerEmail && email !== account.email) {
    throw new AppError('unauthenticated', 'order.email_mismatch', 'Unauthorized (email mismatch)');
  }
  await inTransaction(deps.db, async (tx) => {
    const at = deps.clock.now();
    const { from, to } = orderMoves.withdraw;
    const moved = await tx.order.updateMany({
      // Still the caller's: it may have become somebody else's since it was read.
      where: { id, customerId: order.customerId, status: { in: [...from] }, openBatchId: null },
      data: { status: to, withdrawnAt: at, updatedAt: at, version: { increment: 1 } },
    });
    if (moved.count === 0) return refuseUnlessWithdrawn(tx, id);
    const entry = { orderId: id, at, type: 'cancelled', status: to, actor: actorLabel(actor) };
    await writeTimeline(tx, entry, [happened(orderCancelled, { orderId: id, status: statusLabels[to] })]);
  });
}

async function refuseUnlessWithdrawn(tx: Tx, id: string): Promise<void> {
  const { withdrawnAt } = await tx.order.findUniqueOrThrow({ where: { id }, select: { withdrawnAt: true } });
  if (withdrawnAt === null) throw new AppError('conflict', 'order.too_late', 'Order can no longer be deleted');
}
