import type { Db, PlainTx } from '../../db/client.js';
import { inPlainTransaction } from '../../db/transaction.js';
import { AppError } from '../../shared/app-error.js';
import type { Clock } from '../../shared/clock.js';
import { recordChange } from '../audit/index.js';
import { type Actor, actorLabel } from '../identity/index.js';
import { freeFromBatch, moveBatchOrders, tellBatchMove } from '../orders/index.js';
import { happened } from '../outbox/index.js';
import { advanceBatch } from './batch-writes.sql.js';
import { findBatchOrders } from './find-batch-orders.sql.js';
import { type MoveBody, refuseContradiction } from './refuse-contradiction.js';
import { batchEventData, batchMoved } from './transit.events.js';
import { requireBatch } from './transit.store.js';
import { batchOf } from './transit.view.js';
import { type BatchMoveName, batchMoves } from './transit-status.js';

/**
 * Moves a batch on by compare-and-set, and its orders with it, in one transaction. Of any number of callers at once one wins; the
 * others get `transit.illegal_move`, as does everybody when the batch is in another state. Throws `transit.not_found`, and
 * `request.contradiction` for a body that says something else.
 */
export async function moveBatch(
  deps: { db: Db; clock: Clock },
  actor: Actor,
  id: number,
  name: BatchMoveName,
  body: MoveBody = {},
) {
  return inPlainTransaction(deps.db, (tx) =>
    moveBatchIn(tx, id, name, { at: deps.clock.now(), actor: actorLabel(actor) }, body),
  );
}

/** `moveBatch` in the transaction of its caller. */
export async function moveBatchIn(
  tx: PlainTx,
  id: number,
  name: BatchMoveName,
  by: { at: Date; actor: string },
  body: MoveBody = {},
) {
  const move = batchMoves[name];
  const batch = await advanceBatch(tx, id, { ...move, at: by.at });
  if (!batch) {
    await requireBatch(tx, id);
    throw new AppError('invalid', 'transit.illegal_move', move.refusal);
  }
  const step = move.orders?.[batch.type];
  if (step) await moveBatchOrders(tx, batch, step, { at: by.at, releases: move.releases });
  else await freeFromBatch(tx, id, by.at);
  const { orders, missing } = await findBatchOrders(tx, id);
  const orderIds = orders.map((order) => order.id);
  await refuseContradiction(tx, body, name, { batch, orderIds, missing });
  if (step) await tellBatchMove(tx, { ...batch, orderIds }, step, by);
  await recordChange(tx, {
    ...by,
    action: `transit.${name}`,
    entity: 'transit-batch',
    entityId: id,
    detail: batch.transitId,
    events: [happened(batchMoved[name], batchEventData(batch))],
  });
  return batchOf(batch, orders, missing);
}
