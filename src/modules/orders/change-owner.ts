import type { Tx } from '../../db/client.js';
import { findMergedInto } from '../../db/queries/find-account.js';
import { holdOrRefuse } from '../customers/index.js';
import type { OwnedOrder } from './order.store.js';
import type { OrderTexts } from './order-changes.js';

/** The columns of an order that follow from whose it is. */
export type Owner = { customerId: number; inAccount: boolean; provesAccount: boolean };

type Handed = { owner?: Owner; texts: OrderTexts };

/**
 * What an order becomes that goes to another customer, whose row is held from here on: theirs in their account, with their name,
 * e-mail and phone where the texts say nothing new. Its tracking token, which the one before has, proves nothing any more. Throws
 * `order.unknown_customer`.
 */
export async function changeOwner(
  tx: Tx,
  before: OwnedOrder,
  customerId: number | undefined,
  texts: OrderTexts,
): Promise<Handed> {
  if (customerId === undefined || customerId === before.customerId) return { texts };
  // A console that was open during a merge sends the old number back.
  if ((await findMergedInto(tx, customerId)) === before.customerId) return { texts };
  const customer = await holdOrRefuse(tx, customerId);
  const said = (name: 'customerName' | 'customerEmail' | 'customerPhone', own: string) =>
    texts[name] === undefined || texts[name] === before[name] ? own : texts[name];
  return {
    owner: { customerId, inAccount: customer.passwordHash !== null, provesAccount: false },
    texts: {
      ...texts,
      customerName: said('customerName', customer.name),
      customerEmail: said('customerEmail', customer.email ?? ''),
      customerPhone: said('customerPhone', customer.phone),
    },
  };
}
