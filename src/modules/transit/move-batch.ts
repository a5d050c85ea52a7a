import type { Db } from '../../db/client.js';
import { inTransaction } from '../../db/transaction.js';
import { AppError } from '../../shared/app-error.js';
import type { Clock } from '../../shared/clock.js';
import { recordChange } from '../audit/index.js';
import { type Actor, actorLabel } from '../identity/index.js';
import { freeFromBatch, moveBatchOrders } from '../orders/index.js';
import { happened } from '../outbox/index.js';
import { batchEventData, batchMoved } from './transit.events.js';
import { getBatchWithOrders, getManifest } from './transit.store.js';
import { batchWithOrdersView } from './transit.view.js';
import { type BatchMoveName, batchMoves } from './transit-status.js';

/**
 * Moves a batch on by compare-and-set, and its orders with it, in one transaction. Of any number of callers at once one wins; the
 * others get `transit.illegal_move`, as does everybody when the batch is in another state. Throws `transit.not_found`.
 */
export async function moveBatch(deps: { db: Db; clock: Clock }, actor: Actor, id: number, name: BatchMoveName) {
  return inTransaction(deps.db, async (tx) => {
    const at = deps.clock.now();
    const move = batchMoves[name];
    const moved = await tx.transitBatch.updateMany({
      where: { id, status: move.from },
      data: { status: move.to, [move.stamp]: at },
    });
    const batch = await getManifest(tx, id);
    if (moved.count === 0) throw new AppError('invalid', 'transit.illegal_move', move.refusal);
    const by = actorLabel(actor);
    if (move.orders)
      await moveBatchOrders(tx, batch, move.orders[batch.type], { at, actor: by, releases: move.releases });
    else await freeFromBatch(tx, id, at);
    await recordChange(tx, {
      at,
      actor: by,
      action: `transit.${name}`,
      entity: 'transit-batch',
      entityId: id,
      detail: batch.transitId,
      events: [happened(batchMoved[name], batchEventData(batch))],
    });
    return batchWithOrdersView(await getBatchWithOrders(tx, id));
  });
}
