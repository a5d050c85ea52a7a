import type { Db, Tx } from '../../db/client.js';
import { inTransaction } from '../../db/transaction.js';
import { AppError } from '../../shared/app-error.js';
import type { Clock } from '../../shared/clock.js';
import { recordAudit } from '../audit/index.js';
import { type Actor, actorLabel } from '../identity/index.js';
import { type Happened, happened } from '../outbox/index.js';
import { cannotMoveAlone, outrun } from './cannot-move.js';
import { lastStep, type Step, stepTypes } from './last-step.js';
import { lostBy } from './lost-by.js';
import { requireMayUndo } from './may-undo.js';
import { orderMissing, orderStatusChanged } from './order.events.js';
import { getOrder, type OwnedOrder } from './order.store.js';
import { type StatusLabel, statusLabels } from './order-status.js';
import { refuseWordsOnErased } from './refuse-words-on-erased.js';
import { staffView } from './staff-view.js';
import { writeTimeline } from './write-timeline.js';

/**
 * Makes the delivery of an order what it was before this step of it, and answers its id. Throws `order.driver_gone` when its driver
 * does not work here any more. Deliveries know orders and not the other way round, so whoever knows both hands it in.
 */
export type ReopenDelivery = (
  tx: Tx,
  orderId: string,
  step: 'start' | 'deliver' | 'fail',
  by: { at: Date; actor: string },
) => Promise<number>;

type Undo = {
  reason: string;
  /** The status that is taken back, as the caller saw it. */
  status?: StatusLabel | undefined;
};

/**
 * Takes back the last step of an order, for a reason that the timeline keeps beside the step. Against any other change at the same
 * moment one of them wins. Throws `order.not_found`, `order.nothing_to_take_back` also for a second time in a row without `status`,
 * `order.outrun`, `order.step_of_batch`, `order.in_open_batch`, `order.in_open_delivery`, `customer.erased`, what `requireMayUndo` throws
 * and what `reopen` throws.
 */
export async function undoStep(
  deps: { db: Db; clock: Clock },
  actor: Actor,
  id: string,
  undo: Undo,
  reopen: ReopenDelivery,
) {
  // Read before the transaction: whoever asks has seen no later state than this.
  const seen = await getOrder(deps.db, id);
  return inTransaction(deps.db, async (tx) => {
    const order = await getOrder(tx, id);
    if (order.version !== seen.version) throw outrun();
    if (undo.status !== undefined && undo.status !== statusLabels[order.status]) throw outrun();
    const by = { at: deps.clock.now(), actor: actorLabel(actor) };
    const step = await stepToUndo(tx, order, undo);
    requireMayUndo(actor, step, by.at);
    await refuseStepOfBatch(tx, order, step);
    const openDeliveryId = await deliveryAfter(tx, order, step, by, reopen);
    const back = await tx.order.updateMany({
      where: { id, version: order.version, openBatchId: null },
      data: {
        status: step.from,
        openDeliveryId,
        withdrawnAt: null,
        missingSince: step.missingSince,
        updatedAt: by.at,
        version: { increment: 1 },
      },
    });
    if (back.count === 0) throw outrun();
    await refuseWordsOnErased(tx, id, [undo.reason]);
    const entry = { orderId: id, type: 'undone', status: step.from, note: undo.reason, ...by };
    await writeTimeline(tx, entry, await eventsOf(tx, id, step));
    const detail = `${statusLabels[step.to]} back to ${statusLabels[step.from]}`;
    await recordAudit(tx, { ...by, action: 'order.undone', entity: 'order', entityId: id, detail });
    return staffView(actor, await getOrder(tx, id));
  });
}

/** Where the order stands again; and that it is missing again, so that the last that is told of it is so. */
async function eventsOf(tx: Tx, orderId: string, { from, missingSince }: Step): Promise<Happened[]> {
  const status = statusLabels[from];
  const changed = happened(orderStatusChanged, { orderId, status, transitId: null });
  const batch = missingSince && (await lostBy(tx, orderId));
  if (!batch) return [changed];
  return [changed, happened(orderMissing, { orderId, status, transitId: batch.transitId })];
}

async function stepToUndo(tx: Tx, order: OwnedOrder, undo: Undo): Promise<Step> {
  const entries = await tx.timelineEntry.findMany({
    where: { orderId: order.id, type: { in: [...stepTypes] } },
    orderBy: { id: 'asc' },
    select: { at: true, type: true, status: true, actor: true, note: true },
  });
  const { step, isAfterUndo } = lastStep(entries);
  // A second tap on the same button means the same step, and not the one before it.
  if (step && step.to === order.status && (!isAfterUndo || undo.status !== undefined)) return step;
  throw new AppError('conflict', 'order.nothing_to_take_back', 'Nothing to take back');
}

async function refuseStepOfBatch(tx: Tx, order: OwnedOrder, step: Step): Promise<void> {
  if (order.openBatchId !== null) throw cannotMoveAlone(order.status, step.from);
  const where = { orderId: order.id, batch: { transitId: step.note ?? '' } };
  if (!(await tx.transitBatchOrder.findFirst({ where, select: { batchId: true } }))) return;
  const sentence = `Transit batch ${step.note} made this step: it is not taken back for one order`;
  throw new AppError('conflict', 'order.step_of_batch', sentence);
}

/** The open delivery of the order once the step is taken back. */
async function deliveryAfter(
  tx: Tx,
  order: OwnedOrder,
  { from, to }: Step,
  by: { at: Date; actor: string },
  reopen: ReopenDelivery,
): Promise<number | null> {
  if (to === 'OUT_FOR_DELIVERY') return reopen(tx, order.id, 'start', by);
  if (order.openDeliveryId !== null) {
    throw new AppError('conflict', 'order.in_open_delivery', 'Order has an open delivery');
  }
  if (from !== 'OUT_FOR_DELIVERY') return null;
  return reopen(tx, order.id, to === 'DELIVERED' ? 'deliver' : 'fail', by);
}
