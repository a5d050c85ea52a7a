import type { z } from 'zod';
import type { Db, PlainTx } from '../../db/client.js';
import { isUniqueViolation } from '../../db/prisma-errors.js';
import { findTravelState, insertBatch, insertManifest } from '../../db/queries/batch-writes.js';
import { findBatchOrders } from '../../db/queries/find-batch-orders.js';
import { inPlainTransaction } from '../../db/transaction.js';
import { AppError } from '../../shared/app-error.js';
import type { Clock } from '../../shared/clock.js';
import type { Ids } from '../../shared/ids.js';
import { recordChange } from '../audit/index.js';
import { type Actor, actorLabel } from '../identity/index.js';
import { cannotMove, claimForBatch, orderMoves } from '../orders/index.js';
import { happened } from '../outbox/index.js';
import { batchCreated, batchEventData } from './transit.events.js';
import type { newBatchBody } from './transit.schema.js';
import { batchOf } from './transit.view.js';
import { batchMoves, directions } from './transit-status.js';

type NewBatch = z.infer<typeof newBatchBody>;

/**
 * Puts orders into a new batch, all of them or none. Throws `transit.order_not_found`, `transit.order_in_open_batch` when one is in
 * an open batch already, and `order.illegal_move` when one is not where a batch of this direction begins.
 */
export async function createBatch(deps: { db: Db; clock: Clock; ids: Ids }, actor: Actor, input: NewBatch) {
  return inPlainTransaction(
    deps.db,
    async (tx) => {
      await refuseUnfit(tx, input);
      const at = deps.clock.now();
      const batch = await insertBatch(tx, {
        transitId: newTransitId(input.type, at, deps.ids.batchSuffix()),
        type: input.type,
        createdBy: input.created_by,
        createdByActor: actorLabel(actor),
        orderCount: input.order_ids.length,
        createdAt: at,
      });
      await insertManifest(tx, batch.id, input.order_ids);
      // What was fit a moment ago may be in somebody else's batch by now: the claim decides.
      if (!(await claimForBatch(tx, input.order_ids, batch.id, firstMove(input.type), at))) {
        await refuseUnfit(tx, input);
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
      return batchOf(batch, await findBatchOrders(tx, batch.id));
    },
    isUniqueViolation,
  );
}

async function refuseUnfit(tx: PlainTx, input: NewBatch): Promise<void> {
  const rows = await findTravelState(tx, input.order_ids);
  const found = new Map(rows.map((row) => [row.id, row]));
  const missing = input.order_ids.find((id) => !found.has(id));
  if (missing !== undefined) throw new AppError('notFound', 'transit.order_not_found', `Order ${missing} not found`);
  if (rows.some((row) => row.openBatchId !== null)) throw alreadyInProgress(input.type);
  const { from, to } = orderMoves[firstMove(input.type)];
  // The first as listed: the database answers in an order of its own.
  for (const id of input.order_ids) {
    const row = found.get(id);
    if (row && !(from as readonly string[]).includes(row.status)) throw cannotMove(row.status, to, id);
  }
}

function firstMove(type: NewBatch['type']) {
  return batchMoves.initiate.orders[type];
}

function alreadyInProgress(type: NewBatch['type']): AppError {
  const sentence = `A ${directions[type].words} transit for one or more of these orders is already in progress.`;
  return new AppError('invalid', 'transit.order_in_open_batch', sentence);
}

// S2F-20260131094500-k3f9: the second it was made, and enough chance that ten batches in that second differ.
function newTransitId(type: NewBatch['type'], at: Date, suffix: string): string {
  const stamp = at.toISOString().replace(/\D/g, '').slice(0, 14);
  return `${directions[type].prefix}-${stamp}-${suffix}`;
}
