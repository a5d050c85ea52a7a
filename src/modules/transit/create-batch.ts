import type { z } from 'zod';
import type { Db } from '../../db/client.js';
import { isUniqueViolation } from '../../db/prisma-errors.js';
import { inPlainTransaction } from '../../db/transaction.js';
import type { Clock } from '../../shared/clock.js';
import type { Ids } from '../../shared/ids.js';
import { localStamp } from '../../shared/local-stamp.js';
import { recordChange } from '../audit/index.js';
import { type Actor, actorLabel } from '../identity/index.js';
import { claimForBatch, namedOrders } from '../orders/index.js';
import { happened } from '../outbox/index.js';
import { insertBatch, insertManifest } from './batch-writes.sql.js';
import { findBatchOrders } from './find-batch-orders.sql.js';
import { refuseTooHeavy } from './refuse-too-heavy.js';
import { alreadyInProgress, refuseUnfit } from './refuse-unfit.js';
import { batchCreated, batchEventData } from './transit.events.js';
import type { newBatchBody } from './transit.schema.js';
import { batchOf } from './transit.view.js';
import { batchMoves, directions } from './transit-status.js';

type NewBatch = z.infer<typeof newBatchBody>;

/**
 * Puts orders into a new batch, all of them or none; its number carries the time of the shop's zone. Throws `transit.order_not_found`,
 * `transit.order_in_open_batch` when one is in an open batch already, `order.missing`, `order.illegal_move` when one is not where a
 * batch of this direction begins, `transit.too_heavy`, and what `namedOrders` throws.
 */
export async function createBatch(
  deps: { db: Db; clock: Clock; ids: Ids },
  actor: Actor,
  timeZone: string,
  input: NewBatch,
) {
  return inPlainTransaction(
    deps.db,
    async (tx) => {
      // A bag scanned twice is one bag.
      const orderIds = [...new Set(await namedOrders(tx, input.order_ids))];
      await refuseUnfit(tx, input.type, orderIds);
      const at = deps.clock.now();
      const batch = await insertBatch(tx, {
        transitId: newTransitId(input.type, localStamp(timeZone, at), deps.ids.batchSuffix()),
        type: input.type,
        createdBy: input.created_by,
        createdByActor: actorLabel(actor),
        orderCount: orderIds.length,
        createdAt: at,
      });
      await insertManifest(tx, batch.id, orderIds);
      // What was fit a moment ago may be in somebody else's batch by now: the claim decides.
      if (!(await claimForBatch(tx, orderIds, batch.id, firstMove(input.type), at))) {
        await refuseUnfit(tx, input.type, orderIds);
        throw alreadyInProgress(input.type);
      }
      await recordChange(tx, {
        at,
        actor: actorLabel(actor),
        action: 'transit.created',
        entity: 'transit-batch',
        entityId: batch.id,
        detail: batch.transitId,
        events: [happened(batchCreated, batchEventData(batch))],
      });
      const { orders } = await findBatchOrders(tx, batch.id);
      refuseTooHeavy(orders);
      return batchOf(batch, orders, []);
    },
    isUniqueViolation,
  );
}

function firstMove(type: NewBatch['type']) {
  return batchMoves.initiate.orders[type];
}

// S2F-20260131094500-k3f9a1: the second it was made by the shop's clock, and enough chance that batches of that second differ.
function newTransitId(type: NewBatch['type'], stamp: string, suffix: string): string {
  return `${directions[type].prefix}-${stamp}-${suffix}`;
}
