import type { Db } from '../../db/client.js';
import { inTransaction } from '../../db/transaction.js';
import type { Clock } from '../../shared/clock.js';
import { recordAudit } from '../audit/index.js';
import { type Actor, actorLabel } from '../identity/index.js';
import { changeStatus, type EndDelivery } from './change-status.js';
import { holdOrder } from './hold-order.sql.js';
import { getOrder } from './order.store.js';
import { type OrderMove, type StatusLabel, statusLabels } from './order-status.js';
import { refuseWordsOnErased } from './refuse-words-on-erased.js';
import { staffView } from './staff-view.js';

/**
 * Moves one order, as a clerk with these moves may. Of any number of callers at once one wins. Throws `order.not_found`, and what
 * `changeStatus` throws: also for the status the order has already. A note on an erased customer's order is `customer.erased`.
 */
export async function setStatus(
  deps: { db: Db; clock: Clock },
  actor: Actor,
  id: string,
  allowed: readonly OrderMove[],
  input: { status: StatusLabel; note?: string | null | undefined },
  endDelivery?: EndDelivery,
) {
  return inTransaction(deps.db, async (tx) => {
    // Held before it is read: the audit says which status it had.
    await holdOrder(tx, id);
    const before = await getOrder(tx, id);
    const [at, by] = [deps.clock.now(), actorLabel(actor)];
    const change = { at, actor: by, note: input.note || null };
    await changeStatus(tx, before, input.status, { moves: allowed, endDelivery }, change);
    await refuseWordsOnErased(tx, id, [input.note]);
    await recordAudit(tx, {
      at,
      actor: by,
      action: 'order.moved',
      entity: 'order',
      entityId: id,
      detail: `${statusLabels[before.status]} to ${input.status}`,
    });
    return staffView(actor, await getOrder(tx, id));
  });
}
