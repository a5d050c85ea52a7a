import type { Db } from '../../db/client.js';
import { inTransaction } from '../../db/transaction.js';
import type { Clock } from '../../shared/clock.js';
import { withoutUndefined } from '../../shared/without-undefined.js';
import { requireNotErased } from '../customers/index.js';
import { type Actor, actorLabel } from '../identity/index.js';
import { claimForEdit } from './claim-for-edit.js';
import { editEvents } from './order.events.js';
import { requireOwner } from './order.policy.js';
import { getOrder } from './order.store.js';
import { orderView } from './order.view.js';
import type { RequestedLine } from './order-lines.schema.js';
import { replaceLines } from './replace-lines.js';
import { writeTimeline } from './write-timeline.js';

export type EditOrder = {
  pickupDate?: string | null | undefined;
  specialInstructions?: string | null | undefined;
  lines?: RequestedLine[] | undefined;
};

type Deps = { db: Db; clock: Clock };

/**
 * Changes what is present of the owner's order. Other services mean a new price, which only an order still at the store and in no
 * open batch can get; date and instructions can change until it is delivered or cancelled. Throws
 * `order.too_late` otherwise, and `customer.not_found` when the owner was erased meanwhile.
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
    await claimForEdit(tx, id, { ...texts, updatedAt: at }, input.lines ? 'repricing' : 'open');
    await requireNotErased(tx, before.customerId);
    if (input.lines) await replaceLines(tx, id, input.lines);
    const changed = [...Object.keys(texts), ...(input.lines ? ['items'] : [])];
    const after = await getOrder(tx, id);
    const edited = orderView(after);
    const by = { at, actor: actorLabel(actor) };
    const entry = { orderId: id, type: 'edited', status: after.status, note: changed.join(', '), ...by };
    await writeTimeline(tx, entry, editEvents(edited, changed));
    return edited;
  });
}
