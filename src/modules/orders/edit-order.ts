import type { Db, Tx } from '../../db/client.js';
import { inTransaction } from '../../db/transaction.js';
import { AppError } from '../../shared/app-error.js';
import type { Clock } from '../../shared/clock.js';
import { withoutUndefined } from '../../shared/without-undefined.js';
import { countUses, getOrderableServices, uncountUses } from '../catalogue/index.js';
import { type Actor, actorLabel } from '../identity/index.js';
import { requireOwner } from './order.policy.js';
import { getOrder } from './order.store.js';
import { orderView } from './order.view.js';
import type { RequestedLine } from './order-lines.schema.js';
import { finalStatuses } from './order-status.js';
import { priceLines, usesOf } from './price-lines.js';
import { countPieces, storeLines } from './store-lines.js';
import { writeTimeline } from './write-timeline.js';

export type EditOrder = {
  pickupDate?: string | null | undefined;
  specialInstructions?: string | null | undefined;
  lines?: RequestedLine[] | undefined;
};

type Deps = { db: Db; clock: Clock };

/**
 * Changes what is present of the owner's order. Other services mean a new price, which only an order still at the store and in no
 * open batch can get; date and instructions can change until it is delivered or cancelled. Throws `order.too_late` otherwise.
 */
export async function editOrder(deps: Deps, actor: Actor, id: string, input: EditOrder) {
  return inTransaction(deps.db, async (tx) => {
    const before = await getOrder(tx, id);
    requireOwner(actor, before);
    const at = deps.clock.now();
    const texts = withoutUndefined({
      pickupDate: input.pickupDate === null ? '' : input.pickupDate,
      specialInstructions: input.specialInstructions === null ? '' : input.specialInstructions,
    });
    if (Object.keys(texts).length === 0 && !input.lines) return orderView(before);
    await claimForEdit(tx, id, { ...texts, updatedAt: at }, input.lines !== undefined);
    if (input.lines) await replaceLines(tx, id, input.lines);
    const changed = [...Object.keys(texts), ...(input.lines ? ['items'] : [])].join(', ');
    const after = await getOrder(tx, id);
    await writeTimeline(tx, {
      orderId: id,
      at,
      type: 'edited',
      status: after.status,
      actor: actorLabel(actor),
      note: changed,
    });
    return orderView(after);
  });
}

// Compare-and-set: from here to the commit the row is ours, and nobody can send or cancel the order under us.
async function claimForEdit(tx: Tx, id: string, data: object, isRepriced: boolean): Promise<void> {
  const where = isRepriced
    ? { id, status: 'AT_STORE' as const, openBatchId: null }
    : { id, status: { notIn: [...finalStatuses] } };
  const claimed = await tx.order.updateMany({ where, data: { ...data, version: { increment: 1 } } });
  if (claimed.count > 0) return;
  throw new AppError('conflict', 'order.too_late', 'Order can no longer be changed');
}

async function replaceLines(tx: Tx, id: string, requested: RequestedLine[]): Promise<void> {
  const old = await tx.orderLine.findMany({ where: { orderId: id }, select: { serviceId: true } });
  const uses = usesOf(requested);
  const { lines, totalMinor } = priceLines(requested, await getOrderableServices(tx, [...uses.keys()]));
  await tx.piece.deleteMany({ where: { orderId: id } });
  await tx.orderLine.deleteMany({ where: { orderId: id } });
  await storeLines(tx, id, lines);
  await tx.order.update({ where: { id }, data: { totalMinor, pieceCount: countPieces(lines) }, select: { id: true } });
  await uncountUses(tx, usesOf(old));
  await countUses(tx, uses);
}
