import type { Db, Tx } from '../../db/client.js';
import { lockRow } from '../../db/lock-row.js';
import { isUniqueViolation } from '../../db/prisma-errors.js';
import { inTransaction } from '../../db/transaction.js';
import type { Clock } from '../../shared/clock.js';
import { recordAudit } from '../audit/index.js';
import { type Actor, actorLabel } from '../identity/index.js';
import { changeOrder } from './change-order.js';
import { adminMoves, changeStatus, type EndDelivery, employeeMoves } from './change-status.js';
import { holdForHandOver, type Readdress } from './hand-over.js';
import { holdOrder } from './hold-order.sql.js';
import { getOrder } from './order.store.js';
import type { OrderChanges } from './order-changes.js';
import { type StatusLabel, statusLabels } from './order-status.js';
import { refuseWordsOnErased } from './refuse-words-on-erased.js';
import { staffView } from './staff-view.js';

/** `note` goes with the status: why it is changed. */
export type AmendOrder = OrderChanges & { status?: StatusLabel | undefined; note?: string | null | undefined };

type Deps = { db: Db; clock: Clock };
type By = { at: Date; actor: string };

const movesOf = { admin: adminMoves, employee: employeeMoves };

/** What an order's open delivery needs done; whoever ends none hands in no end. */
type Deliveries = { readdress: Readdress; endDelivery?: EndDelivery };

/**
 * Staff put an order right: texts and services when `editRules` let them, and, where a status is given, that by the moves they have.
 * What equals the order is no change. An order that goes to another customer leaves behind what the one before had typed, unless that is
 * kept. All of it happens or nothing. Throws `order.not_found`, `order.too_late`,
 * `order.unknown_services`, `customer.erased` for words about a customer who was, and what `changeStatus` throws.
 */
export async function amendOrder(
  deps: Deps,
  actor: Actor,
  id: string,
  input: AmendOrder,
  editor: keyof typeof movesOf,
  { readdress, endDelivery }: Deliveries,
) {
  return inTransaction(
    deps.db,
    async (tx) => {
      if (input.customerId !== undefined) await holdForHandOver(tx, id, input.customerId);
      else if (input.lines) await lockRow(tx, 'orders', id);
      else await holdOrder(tx, id);
      const before = await getOrder(tx, id);
      const by = { at: deps.clock.now(), actor: actorLabel(actor) };
      const edited = await changeOrder(tx, before, input, editor, by, readdress);
      const next = input.status === statusLabels[before.status] ? undefined : input.status;
      if (next) {
        const change = { ...by, note: input.note || null };
        await changeStatus(tx, before, next, { moves: movesOf[editor], endDelivery }, change);
        await refuseWordsOnErased(tx, id, [input.note]);
      }
      const after = await getOrder(tx, id);
      // Whose it was is told nowhere else.
      const named = edited.map((name) =>
        name === 'customerId' ? `customerId ${before.customerId} to ${after.customerId}` : name,
      );
      const changed = next ? [...named, `${statusLabels[before.status]} to ${next}`] : named;
      if (changed.length > 0) await audit(tx, id, by, changed);
      return staffView(actor, after);
    },
    // The order is being indexed for a change of its customer at the same moment.
    isUniqueViolation,
  );
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
