import type { PlainTx } from '../../db/client.js';
import { type Actor, actorLabel, isStaff } from '../identity/index.js';
import { findRecentOrders, findRecentOrdersNamed } from './find-recent-orders.sql.js';
import type { OrderRow } from './order.row.js';

/** Somebody who taps twice does so within this time; who takes in a second bag like the first takes longer. */
const TWO_TAPS_MS = 30_000;

type NewOrder = Pick<
  OrderRow,
  'customerId' | 'customerName' | 'customerEmail' | 'customerPhone' | 'pickupDate' | 'specialInstructions' | 'createdAt'
> & { lines: Pick<OrderRow['lines'][number], 'serviceId' | 'quantity' | 'measuredMilli' | 'note'>[] };

/**
 * The id of an order like this one that the same member of staff took in within the last thirty seconds; null when there is none, and
 * for everybody else. To be asked before the new one is stored.
 */
export async function findTwin(tx: PlainTx, actor: Actor, order: NewOrder): Promise<string | null> {
  if (!isStaff(actor)) return null;
  const since = new Date(order.createdAt.getTime() - TWO_TAPS_MS);
  const by = actorLabel(actor);
  const isNameless = order.customerEmail === '' && order.customerPhone === '';
  const recent = isNameless
    ? await findRecentOrdersNamed(tx, order.customerName, by, since)
    : await findRecentOrders(tx, order.customerId, by, since);
  return recent.find((other) => saidOf(other) === saidOf(order))?.id ?? null;
}

function saidOf({ customerName, customerEmail, customerPhone, pickupDate, specialInstructions, lines }: NewOrder) {
  const texts = [customerName, customerEmail, customerPhone, pickupDate, specialInstructions];
  const ordered = lines.map(({ serviceId, quantity, measuredMilli, note }) => [
    serviceId,
    quantity,
    measuredMilli,
    note,
  ]);
  return JSON.stringify([texts, ordered]);
}
