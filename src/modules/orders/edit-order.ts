import type { Db } from '../../db/client.js';
import { lockRow } from '../../db/lock-row.js';
import { inTransaction } from '../../db/transaction.js';
import type { Clock } from '../../shared/clock.js';
import { type Actor, actorLabel } from '../identity/index.js';
import { changeOrder } from './change-order.js';
import { requireOwner } from './order.policy.js';
import { getOrder } from './order.store.js';
import { orderView, ownersView } from './order.view.js';
import type { OrderChanges } from './order-changes.js';

export type EditOrder = Pick<OrderChanges, 'pickupDate' | 'specialInstructions' | 'lines' | 'echo'>;

type Deps = { db: Db; clock: Clock };

/**
 * Changes what is present of the owner's order, when `editRules` let an owner. Throws `order.too_late` otherwise,
 * `order.unknown_services`, and `customer.not_found` when the owner was erased meanwhile.
 */
export async function editOrder(deps: Deps, actor: Actor, id: string, input: EditOrder) {
  return inTransaction(deps.db, async (tx) => {
    // Held before its owner is looked at: it may be somebody else's in the next moment.
    await lockRow(tx, 'orders', id);
    const before = await getOrder(tx, id);
    requireOwner(actor, before);
    const by = { at: deps.clock.now(), actor: actorLabel(actor) };
    const changed = await changeOrder(tx, before, input, 'owner', by);
    if (changed.length === 0) return ownersView(orderView(before));
    return ownersView(orderView(await getOrder(tx, id)));
  });
}
