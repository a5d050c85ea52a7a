import type { PlainTx } from '../../db/client.js';
import { AppError } from '../../shared/app-error.js';
import { textKey } from '../../shared/fold-text.js';
import { type Actor, worksForShop } from '../identity/index.js';
import { findOrderRow, findPlacedId } from './find-order.sql.js';
import { wireQuantity } from './line-amount.js';
import { isOwner } from './order.policy.js';
import { orderView, ownersView } from './order.view.js';

type Asked = {
  clientId?: string | undefined;
  customerId?: number | undefined;
  customerName?: string | undefined;
  customerPhone?: string | undefined;
  lines: readonly { serviceId: string; quantity: number }[];
};
type Placed = NonNullable<Awaited<ReturnType<typeof findOrderRow>>>;

/**
 * The order that was placed under this `clientId`, as it is now and with its owner as it says; null when none was. Whoever works for
 * the shop is answered, as a till changes hands, and the owner. Throws `order.client_id_taken` for everybody else, and when it
 * is plainly another order that is asked for now.
 */
export async function placedBefore(tx: PlainTx, actor: Actor, asked: Asked) {
  const { clientId } = asked;
  const id = clientId === undefined ? null : await findPlacedId(tx, clientId);
  const row = id === null ? null : await findOrderRow(tx, id);
  if (!row) return null;
  if (!worksForShop(actor) && !isOwner(actor, row)) throw taken();
  if (row.version === 1 && !isSame(row, asked, worksForShop(actor))) throw taken();
  const { customerId, customerName, customerEmail, customerPhone, createdAt } = row;
  const order = orderView(row);
  return {
    order: worksForShop(actor) ? order : ownersView(order),
    customer: {
      id: customerId,
      name: customerName,
      email: customerEmail,
      phone: customerPhone,
      createdAt: createdAt.toISOString(),
    },
    trackingToken: '',
    trackingUrl: '',
    placedBefore: true as const,
  };
}

// Asked of an order that nobody changed: what staff put right since is no other order.
function isSame(placed: Placed, asked: Asked, byStaff: boolean): boolean {
  const ordered = asked.lines.map(({ serviceId, quantity }) => `${serviceId} ${quantity}`);
  const stored = placed.lines.map((line) => `${line.serviceId} ${wireQuantity(line)}`);
  return ordered.toSorted().join() === stored.toSorted().join() && (!byStaff || isTheirs(placed, asked));
}

/** Whether it may be this customer's: one who is named otherwise and has the phone is the same, put right. */
function isTheirs(placed: Placed, { customerId, customerName, customerPhone = '' }: Asked): boolean {
  if (customerId !== undefined) return customerId === placed.customerId;
  const hasPhone = customerPhone !== '' && customerPhone === placed.customerPhone;
  return hasPhone || textKey(customerName ?? '') === textKey(placed.customerName);
}

function taken(): AppError {
  return new AppError('conflict', 'order.client_id_taken', 'Another order was placed with this clientId');
}
