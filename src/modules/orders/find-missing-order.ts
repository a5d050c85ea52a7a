import type { Db } from '../../db/client.js';
import { inTransaction } from '../../db/transaction.js';
import { AppError } from '../../shared/app-error.js';
import type { Clock } from '../../shared/clock.js';
import { recordAudit } from '../audit/index.js';
import { type Actor, actorLabel } from '../identity/index.js';
import { happened } from '../outbox/index.js';
import { lostBy } from './lost-by.js';
import { orderFound, orderStatusChanged } from './order.events.js';
import { getOrder } from './order.store.js';
import { type FoundAt, foundMoves, statusLabels } from './order-status.js';
import { refuseWordsOnErased } from './refuse-words-on-erased.js';
import { staffView } from './staff-view.js';
import { writeTimeline } from './write-timeline.js';

/**
 * A missing order was found: it stands where staff say and is missing no more. Of any number of callers at once one wins. Throws
 * `order.not_found`, `order.not_missing`, and `customer.erased` for a note on an order of somebody who was.
 */
export async function findMissingOrder(
  deps: { db: Db; clock: Clock },
  actor: Actor,
  id: string,
  input: { status: FoundAt; note?: string | null | undefined },
) {
  return inTransaction(deps.db, async (tx) => {
    const by = { at: deps.clock.now(), actor: actorLabel(actor) };
    const before = await getOrder(tx, id);
    const where = { id, missingSince: { not: null } };
    const data = { missingSince: null, updatedAt: by.at, version: { increment: 1 } };
    if ((await tx.order.updateMany({ where, data })).count === 0) throw notMissing();
    const batch = await lostBy(tx, id);
    if (!batch) throw notMissing();
    const status = foundMoves[batch.type][input.status];
    await tx.order.update({ where: { id }, data: { status } });
    await refuseWordsOnErased(tx, id, [input.note]);
    const label = statusLabels[status];
    const entry = { orderId: id, type: 'found', status, note: input.note || null, ...by };
    await writeTimeline(tx, entry, [
      happened(orderFound, { orderId: id, status: label }),
      happened(orderStatusChanged, { orderId: id, status: label, transitId: null }),
    ]);
    const detail = `${statusLabels[before.status]} to ${label}`;
    await recordAudit(tx, { ...by, action: 'order.found', entity: 'order', entityId: id, detail });
    return staffView(actor, await getOrder(tx, id));
  });
}

function notMissing(): AppError {
  return new AppError('invalid', 'order.not_missing', 'Order is not missing');
}
