import type { Tx } from '../../db/client.js';
import { insertTimeline } from '../../db/queries/append.js';
import { happened, recordEvents } from '../outbox/index.js';
import { orderStatusChanged } from './order.events.js';
import { type OrderMove, orderMoves, statusLabels } from './order-status.js';

// What a transit batch does to its orders: one statement for all of them, however many.

/** Claims the orders for an open batch, if every one may make `firstMove` and is in no other. False, with nothing to be kept, otherwise. */
export async function claimForBatch(
  tx: Tx,
  orderIds: string[],
  batchId: number,
  firstMove: OrderMove,
  at: Date,
): Promise<boolean> {
  const claimed = await tx.order.updateMany({
    where: { id: { in: orderIds }, openBatchId: null, status: { in: [...orderMoves[firstMove].from] } },
    data: { openBatchId: batchId, updatedAt: at, version: { increment: 1 } },
  });
  return claimed.count === orderIds.length;
}

/** Moves every order of the open batch, and writes their timelines and their events; `releases` lets them go. Throws if one was not where the batch has it. */
export async function moveBatchOrders(
  tx: Tx,
  batch: { id: number; transitId: string; orderIds: string[] },
  name: OrderMove,
  move: { at: Date; actor: string; releases: boolean },
): Promise<void> {
  const { from, to } = orderMoves[name];
  const moved = await tx.order.updateMany({
    where: { openBatchId: batch.id, status: { in: [...from] } },
    data: {
      status: to,
      updatedAt: move.at,
      version: { increment: 1 },
      ...(move.releases ? { openBatchId: null } : {}),
    },
  });
  if (moved.count !== batch.orderIds.length)
    throw new Error(`batch ${batch.transitId} holds an order that is not where it should be`);
  const entry = { at: move.at, type: 'status', status: to, actor: move.actor, note: batch.transitId };
  await insertTimeline(
    tx,
    batch.orderIds.map((orderId) => ({ ...entry, orderId })),
  );
  const told = { status: statusLabels[to], transitId: batch.transitId };
  const events = batch.orderIds.map((orderId) => happened(orderStatusChanged, { orderId, ...told }));
  await recordEvents(tx, move, events);
}

/** Lets go of the orders of a batch that will not travel; they stay where they are. */
export async function freeFromBatch(tx: Tx, batchId: number, at: Date): Promise<void> {
  await tx.order.updateMany({
    where: { openBatchId: batchId },
    data: { openBatchId: null, updatedAt: at, version: { increment: 1 } },
  });
}
