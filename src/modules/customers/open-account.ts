import type { PlainTx } from '../../db/client.js';
import { holdAccountRow, insertCustomer } from '../../db/queries/find-account.js';
import { indexNewCustomer } from '../search/index.js';
import type { CustomerRow } from './customer.view.js';
import { newCustomerId } from './customer-id.js';

export type OpenedAccount = { customer: CustomerRow; isNew: boolean; isClaimed: boolean };

/**
 * The customer with this e-mail, made without a password when there is none: it cannot log in until claimed. A known customer's
 * stored data stays as it is, and an erasure waits until the transaction ends. Two first orders at once make the second fail with a unique violation: run the transaction again.
 */
export async function openAccount(
  tx: PlainTx,
  sent: { name: string; email: string; phone: string },
  at: Date,
): Promise<OpenedAccount> {
  const known = await holdAccountRow(tx, sent.email);
  if (known) return { customer: known, isNew: false, isClaimed: known.passwordHash !== null };
  const customer = await insertCustomer(tx, { id: newCustomerId(), ...sent, createdAt: at });
  await indexNewCustomer(tx, customer);
  return { customer, isNew: true, isClaimed: false };
}
