import type { Db } from '../../db/client.js';
import { inTransaction } from '../../db/transaction.js';
import { AppError } from '../../shared/app-error.js';
import type { Clock } from '../../shared/clock.js';
import { recordAudit } from '../audit/index.js';
import { type Actor, actorLabel } from '../identity/index.js';
import { moveOrder } from './move-order.js';
import { getOrder } from './order.store.js';

/**
 * Cancels an order: the record, its money and its timeline stay. One that is cancelled already is left as it is: of any number of
 * callers at once one does it. Throws `order.not_found`, `order.illegal_move`, `order.in_open_batch` and `order.in_open_delivery`.
 */
export async function cancelOrder(deps: { db: Db; clock: Clock }, actor: Actor, id: string): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    const by = { at: deps.clock.now(), actor: actorLabel(actor) };
    try {
      await moveOrder(tx, id, 'cancel', { ...by, unlessInDelivery: true });
    } catch (error) {
      const isMove = error instanceof AppError && error.code === 'order.illegal_move';
      if (isMove && (await getOrder(tx, id)).status === 'CANCELLED') return;
      throw error;
    }
    await recordAudit(tx, { ...by, action: 'order.cancelled', entity: 'order', entityId: id });
  });
}
