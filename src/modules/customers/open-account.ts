import type { PlainTx } from '../../db/client.js';
import { indexNewCustomer } from '../search/index.js';
import type { CustomerRow } from './customer.view.js';
import { newCustomerId } from './customer-id.js';
import { findAccountRow, holdAccountRow, insertCustomer } from './find-account.sql.js';
import type { Person } from './find-doubles.js';
import { phoneColumns } from './phone-columns.js';

/** The address is looked for and stored by whoever enters it. */
type Entered = Person & { address?: string | null | undefined };

export type OpenedAccount = { customer: CustomerRow; isNew: boolean; isClaimed: boolean };

/**
 * The customer whose login this e-mail is, made without a password when it is nobody's: it cannot log in until claimed. A known
 * customer's stored data stays as it is, and an erasure waits until the transaction ends. Two first orders at once make the second
 * fail with a unique violation: run the transaction again.
 */
export async function openAccount(tx: PlainTx, country: string, sent: Person, at: Date): Promise<OpenedAccount> {
  const known = await holdAccountRow(tx, sent.email);
  if (known) return { customer: known, isNew: false, isClaimed: known.passwordHash !== null };
  return { customer: await makeCustomer(tx, country, sent, sent.email, at), isNew: true, isClaimed: false };
}

/** A new customer, whatever others there are with that name, phone or e-mail; the e-mail is their login if it was nobody's. */
export async function enterPerson(tx: PlainTx, country: string, person: Entered, at: Date): Promise<OpenedAccount> {
  const isFree = person.email !== '' && !(await findAccountRow(tx, person.email));
  const customer = await makeCustomer(tx, country, person, isFree ? person.email : null, at);
  return { customer, isNew: true, isClaimed: false };
}

async function makeCustomer(tx: PlainTx, country: string, person: Entered, loginEmail: string | null, at: Date) {
  const { name, email, phone } = person;
  const columns = phoneColumns(phone, country);
  const customer = await insertCustomer(tx, {
    id: newCustomerId(),
    name,
    email: email || null,
    loginEmail,
    ...columns,
    createdAt: at,
  });
  await indexNewCustomer(tx, { ...customer, address: person.address ?? null });
  return customer;
}
