import type { Db } from '../../db/client.js';
import { inPlainTransaction } from '../../db/transaction.js';
import { AppError } from '../../shared/app-error.js';
import type { Clock } from '../../shared/clock.js';
import { type Actor, actorLabel } from '../identity/index.js';
import { claimForBatch, namedOrders } from '../orders/index.js';
import { recordManifestChange, refuseState } from './change-manifest.js';
import { findBatch } from './find-batch.js';
import { extendManifest, findManifest, recountBatch } from './manifest-writes.sql.js';
import { alreadyInProgress, refuseUnfit } from './refuse-unfit.js';
import { MAX_BATCH_ORDERS } from './transit.schema.js';
import { batchMoves, open } from './transit-status.js';

/**
 * Puts orders into a batch that has not left yet, all of them or none; those that are in it already stay. Throws `transit.not_found`,
 * `transit.illegal_move`, `transit.too_many_orders`, `transit.too_heavy`, and what `createBatch` throws for orders that cannot travel.
 */
export async function addOrders(deps: { db: Db; clock: Clock }, actor: Actor, id: number, named: readonly string[]) {
  return inPlainTransaction(deps.db, async (tx) => {
    const by = { at: deps.clock.now(), actor: actorLabel(actor) };
    // Whoever holds the batch's row knows what is in it.
    const limits = { within: open.packing, atLeast: 0, atMost: MAX_BATCH_ORDERS };
    const held = await recountBatch(tx, id, { by: 0, ...limits });
    if (!held) return refuseState(tx, id, 'Can only put orders into a batch that is PENDING');
    const inIt = (await findManifest(tx, id)).filter(({ leftAs }) => leftAs === null).map(({ orderId }) => orderId);
    const added = [...new Set(await namedOrders(tx, named))].filter((orderId) => !inIt.includes(orderId));
    if (added.length === 0) return findBatch(tx, held);
    await refuseUnfit(tx, held.type, added);
    const batch = await recountBatch(tx, id, { by: added.length, ...limits });
    if (!batch) throw tooMany();
    await extendManifest(tx, id, added);
    const firstMove = batchMoves.initiate.orders[batch.type];
    if (!(await claimForBatch(tx, added, id, firstMove, by.at))) {
      await refuseUnfit(tx, batch.type, added);
      throw alreadyInProgress(batch.type);
    }
    return recordManifestChange(tx, batch, by, { added });
  });
}

function tooMany(): AppError {
  return new AppError('invalid', 'transit.too_many_orders', `A batch holds at most ${MAX_BATCH_ORDERS} orders`);
}
