import type { Db } from '../../db/client.js';
import { inTransaction } from '../../db/transaction.js';
import { AppError } from '../../shared/app-error.js';
import type { Clock } from '../../shared/clock.js';
import { type Actor, actorLabel } from '../identity/index.js';
import { carryOut } from './carry-out.js';
import { requireOwnDelivery } from './delivery.policy.js';
import { getDelivery } from './delivery.store.js';
import { deliveryView } from './delivery.view.js';
import { type DeliveryMove, deliveryMoves } from './delivery-status.js';
import { type MoveBody, refuseContradiction } from './refuse-contradiction.js';

/**
 * Starts, ends or fails the caller's own delivery, and moves its order with it. Of any number of callers at once one wins; the others
 * get `delivery.illegal_move`. Throws `delivery.not_found`, `delivery.not_yours`, `order.illegal_move`, and `request.contradiction` for a
 * body that says something else.
 */
export async function moveDelivery(
  deps: { db: Db; clock: Clock },
  actor: Actor,
  id: number,
  name: DeliveryMove,
  reason?: string,
  body: MoveBody = {},
) {
  return inTransaction(deps.db, async (tx) => {
    const delivery = await getDelivery(tx, id);
    requireOwnDelivery(actor, delivery);
    await refuseContradiction(tx, body, name, delivery);
    const by = { at: deps.clock.now(), actor: actorLabel(actor), reason };
    const moved = await carryOut(tx, delivery, name, by);
    const after = await getDelivery(tx, id);
    requireOwnDelivery(actor, after);
    if (!moved) throw new AppError('invalid', 'delivery.illegal_move', deliveryMoves[name].refusal);
    return deliveryView(after);
  });
}
