import type { PlainTx } from '../../db/client.js';
import { happened, recordEvents } from '../outbox/index.js';
import { claimOrders, moveOrdersOf, releaseOrdersOf } from './batch-orders.sql.js';
import { orderStatusChanged } from './order.events.js';
import { type OrderMove, orderMoves, statusLabels } from './order-status.js';
import { timelineRows } from './timeline-rows.sql.js';

// What a transit batch does to its orders: one statement for all of them, however many.

/** Claims the orders for an open batch, if every one may make `firstMove` and is in no other. False, with nothing to be kept, otherwise. */
export async function claimForBatch(
  tx: PlainTx,
  orderIds: string[],
  batchId: number,
  firstMove: OrderMove,
  at: Date,
): Promise<boolean> {
  const claimed = await claimOrders(tx, orderIds, batchId, orderMoves[firstMove].from, at);
  return claimed === orderIds.length;
}

/** Moves every order of the open batch; `releases` lets them go. Throws if one was not where the batch has it. */
export async function moveBatchOrders(
  tx: PlainTx,
  batch: { id: number; transitId: string; orderCount: number },
  name: OrderMove,
  move: { at: Date; releases: boolean },
): Promise<void> {
  const { from, to } = orderMoves[name];
  const moved = await moveOrdersOf(tx, batch.id, { from, to, ...move });
  if (moved !== batch.orderCount)
    throw new Error(`batch ${batch.transitId} holds an order that is not where it should be`);
}

/** Writes into the timelines and events of these orders that the batch has moved them. */
export async function tellBatchMove(
  tx: PlainTx,
  { transitId, orderIds }: { transitId: string; orderIds: string[] },
  name: OrderMove,
  { at, actor }: { at: Date; actor: string },
): Promise<void> {
  const { to } = orderMoves[name];
  const entries = orderIds.map((orderId) => ({ orderId, at, type: 'status', status: to, actor, note: transitId }));
  const told = { status: statusLabels[to], transitId };
  const events = orderIds.map((orderId) => happened(orderStatusChanged, { orderId, ...told }));
  await recordEvents(tx, { at, actor }, events, timelineRows(entries));
}

/** Lets go of the orders of a batch that will not travel; they stay where they are. */
export function freeFromBatch(tx: PlainTx, batchId: number, at: Date): Promise<void> {
  return releaseOrdersOf(tx, batchId, at);
}
