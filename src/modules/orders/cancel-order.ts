import type { Db } from '../../db/client.js';
import { inTransaction } from '../../db/transaction.js';
import type { Clock } from '../../shared/clock.js';
import { recordAudit } from '../audit/index.js';
import { type Actor, actorLabel } from '../identity/index.js';
import { moveOrder } from './move-order.js';

/**
 * Cancels an order: the record, its money and its timeline stay. Of any number of callers at once one wins. Throws
 * `order.not_found`, `order.illegal_move`, `order.in_open_batch` and `order.in_open_delivery`.
 */
export async function cancelOrder(deps: { db: Db; clock: Clock }, actor: Actor, id: string): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    const by = { at: deps.clock.now(), actor: actorLabel(actor) };
    await moveOrder(tx, id, 'cancel', { ...by, unlessInDelivery: true });
    await recordAudit(tx, { ...by, action: 'order.cancelled', entity: 'order', entityId: id });
  });
}
