import type { Db, Tx } from '../../db/client.js';
import { inTransaction } from '../../db/transaction.js';
import { AppError } from '../../shared/app-error.js';
import type { Clock } from '../../shared/clock.js';
import { type Actor, actorLabel } from '../identity/index.js';
import {
  cannotMove,
  cannotMoveAlone,
  type OrderNames,
  orderMoves,
  orderNotFound,
  orderOfBody,
} from '../orders/index.js';
import { getDelivery } from './delivery.store.js';
import { deliveryView } from './delivery.view.js';
import { type NewDelivery, openDelivery } from './open-delivery.js';

/** The order by its id, or by what a scanner reads of it. */
type PlannedDelivery = Omit<NewDelivery, 'orderId'> & OrderNames;

/**
 * Plans the delivery of a ready order by a worker. Throws what `orderOfBody` throws, `order.not_found`, `worker.not_found`, `order.illegal_move` for an order
 * that is not ready, `order.in_open_batch`, and `delivery.order_taken` when it has an open delivery: of any number of callers at once one wins.
 */
export async function createDelivery(deps: { db: Db; clock: Clock }, actor: Actor, input: PlannedDelivery) {
  return inTransaction(deps.db, async (tx) => {
    const orderId = await orderOfBody(tx, input);
    const made = await openDelivery(tx, { ...input, orderId }, { at: deps.clock.now(), actor: actorLabel(actor) });
    if (!made) throw await whyNot(tx, orderId);
    return deliveryView(await getDelivery(tx, made.id));
  });
}

async function whyNot(tx: Tx, orderId: string): Promise<AppError> {
  const order = await tx.order.findUnique({ where: { id: orderId }, select: { status: true, openBatchId: true } });
  if (!order) return orderNotFound();
  const { from, to } = orderMoves.sendOut;
  if (!(from as readonly string[]).includes(order.status)) return cannotMove(order.status, to);
  if (order.openBatchId !== null) return cannotMoveAlone(order.status, to);
  return new AppError('conflict', 'delivery.order_taken', 'Order already has an open delivery');
}
