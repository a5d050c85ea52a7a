import type { Db } from '../../db/client.js';
import { inPlainTransaction } from '../../db/transaction.js';
import type { Clock } from '../../shared/clock.js';
import { type Actor, actorLabel } from '../identity/index.js';
import { tellTakenOut } from '../orders/index.js';
import { letGo, notInBatch, recordManifestChange, refuseState, requireInBatch } from './change-manifest.js';
import { recountBatch } from './manifest-writes.sql.js';
import { moveBatchIn } from './move-batch.js';
import { MAX_BATCH_ORDERS } from './transit.schema.js';
import { open } from './transit-status.js';

/**
 * Takes one order out of a batch that has not left yet; it stays where it is and is free for another. With the last one out the batch
 * is cancelled: none is without orders. Throws `transit.not_found`, `transit.illegal_move` and `transit.not_in_batch`.
 */
export async function takeOutOrder(deps: { db: Db; clock: Clock }, actor: Actor, id: number, orderId: string) {
  return inPlainTransaction(deps.db, async (tx) => {
    const by = { at: deps.clock.now(), actor: actorLabel(actor) };
    const limits = { within: open.packing, atMost: MAX_BATCH_ORDERS };
    const held = await recountBatch(tx, id, { by: 0, atLeast: 0, ...limits });
    if (!held) return refuseState(tx, id, 'Can only take orders out of a batch that is PENDING');
    await requireInBatch(tx, id, orderId);
    if (held.orderCount === 1) return moveBatchIn(tx, id, 'cancel', by);
    const batch = await recountBatch(tx, id, { by: -1, atLeast: 1, ...limits });
    const status = await letGo(tx, id, orderId, { as: 'TAKEN_OUT', at: by.at });
    if (!batch || !status) throw notInBatch(orderId);
    await tellTakenOut(tx, { orderId, status, transitId: batch.transitId }, by);
    return recordManifestChange(tx, batch, by, { takenOut: [orderId] });
  });
}
