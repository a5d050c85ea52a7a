import type { Db, Tx } from '../../db/client.js';
import { isUniqueViolation } from '../../db/prisma-errors.js';
import { inTransaction } from '../../db/transaction.js';
import type { Clock } from '../../shared/clock.js';
import { recordAudit } from '../audit/index.js';
import { type Actor, actorLabel } from '../identity/index.js';
import { indexChangedOrder } from '../search/index.js';
import { type AmendOrder, changesOf, wordsOf } from './amendment.js';
import { adminMoves, changeStatus, type EndDelivery } from './change-status.js';
import { claimForEdit } from './claim-for-edit.js';
import { editEvents } from './order.events.js';
import { getOrder, type OwnedOrder } from './order.store.js';
import { orderView } from './order.view.js';
import { statusLabels } from './order-status.js';
import { replaceLines } from './replace-lines.js';
import { refuseWordsOnErased } from './words-on-erased.js';
import { writeTimeline } from './write-timeline.js';

type Deps = { db: Db; clock: Clock };
type By = { at: Date; actor: string };

/**
 * An admin puts an order right: its texts whatever its status, its services under the rule of the owner's edit, and its status by
 * the moves of the counter and `cancel`. What equals the order is no change. All of it happens or nothing. Throws
 * `order.not_found`, `order.too_late`, `order.unknown_services`, `customer.erased` for words about a customer who was, and what
 * `changeStatus` throws.
 */
export async function amendOrder(
  deps: Deps,
  actor: Actor,
  id: string,
  input: AmendOrder,
  endDelivery: EndDelivery | undefined,
) {
  return inTransaction(
    deps.db,
    async (tx) => {
      const before = await getOrder(tx, id);
      const by = { at: deps.clock.now(), actor: actorLabel(actor) };
      const edited = await edit(tx, before, input, by);
      const next = input.status === statusLabels[before.status] ? undefined : input.status;
      if (next) await changeStatus(tx, before, next, { moves: adminMoves, endDelivery }, by);
      const after = await getOrder(tx, id);
      const changed = next ? [...edited, `${statusLabels[before.status]} to ${next}`] : edited;
      if (changed.length > 0) await audit(tx, id, by, changed);
      return orderView(after);
    },
    // The order is being indexed for a change of its customer at the same moment.
    isUniqueViolation,
  );
}

/** Writes what differs from the order, and answers the names of it. */
async function edit(tx: Tx, before: OwnedOrder, input: AmendOrder, by: By): Promise<string[]> {
  const { id } = before;
  const { texts, lines } = changesOf(before, input);
  const names = [...Object.keys(texts), ...(lines ? ['items'] : [])];
  if (names.length === 0) return names;
  await claimForEdit(tx, id, { ...texts, updatedAt: by.at }, lines ? 'repricing' : 'any');
  await refuseWordsOnErased(tx, id, wordsOf(texts, lines));
  if (lines) await replaceLines(tx, id, lines);
  const after = await getOrder(tx, id);
  if (names.some((name) => name.startsWith('customer'))) await indexChangedOrder(tx, after);
  const entry = { orderId: id, type: 'edited', status: after.status, note: names.join(', '), ...by };
  await writeTimeline(tx, entry, editEvents(orderView(after), names));
  return names;
}

function audit(tx: Tx, id: string, by: By, changed: string[]): Promise<void> {
  return recordAudit(tx, {
    ...by,
    action: 'order.updated',
    entity: 'order',
    entityId: id,
    detail: changed.join(', '),
  });
}
