import type { Db } from '../../db/client.js';
import { inTransaction } from '../../db/transaction.js';
import type { Clock } from '../../shared/clock.js';
import { type Actor, actorLabel } from '../identity/index.js';
import { refuseWordsOnErased, tellMissing } from '../orders/index.js';
import { letGo, notInBatch, recordManifestChange, refuseState, requireInBatch } from './change-manifest.js';
import { recountBatch } from './manifest-writes.sql.js';
import { MAX_BATCH_ORDERS } from './transit.schema.js';
import { open } from './transit-status.js';

/**
 * Says that an order of a moving batch is not there: the batch goes on without it, and the order is missing, with the status it had,
 * until it is found or cancelled. Of any number of callers at once one wins. Throws `transit.not_found`, `transit.illegal_move`,
 * `transit.not_in_batch`, and `customer.erased` for a note on an order of somebody who was.
 */
export async function reportMissing(
  deps: { db: Db; clock: Clock },
  actor: Actor,
  id: number,
  orderId: string,
  note: string | null | undefined,
) {
  return inTransaction(deps.db, async (tx) => {
    const by = { at: deps.clock.now(), actor: actorLabel(actor) };
    const limits = { within: open.moving, atLeast: 0, atMost: MAX_BATCH_ORDERS };
    const held = await recountBatch(tx, id, { by: 0, ...limits });
    if (!held) return refuseState(tx, id, 'Can only miss orders of a batch that is IN_TRANSIT or ARRIVED');
    await requireInBatch(tx, id, orderId);
    const batch = await recountBatch(tx, id, { by: -1, ...limits });
    const status = await letGo(tx, id, orderId, { as: 'MISSING', at: by.at });
    if (!batch || !status) throw notInBatch(orderId);
    await refuseWordsOnErased(tx, orderId, [note]);
    await tellMissing(tx, { orderId, status, transitId: batch.transitId }, by, note || null);
    return recordManifestChange(tx, batch, by, { missing: [orderId] });
  });
}
