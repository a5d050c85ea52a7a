import type { PlainTx } from '../../db/client.js';
import { AppError } from '../../shared/app-error.js';
import { phoneKey } from '../../shared/phone.js';
import { statusWords, type statusWords as Words } from './customer-record.view.js';
import { findMergedInto, holdLivingAccountRow } from './find-account.sql.js';
import { differences, doublesView, findDoubles } from './find-doubles.js';
import { lockWords } from './lock-words.sql.js';
import { enterPerson, type OpenedAccount } from './open-account.js';

export type Met = OpenedAccount & {
  /** How the record is marked, which a clerk wants to know. */
  status: (typeof Words)[keyof typeof Words];
  /** What was said and the record says otherwise. */
  differs: ReturnType<typeof differences>;
  doubles: ReturnType<typeof doublesView>;
};

type Said = { customerId?: number | undefined; name?: string | undefined; email: string; phone: string };

/**
 * The customer whom staff mean, whose row stays what it is until the transaction ends: the one with that id, or the one who agrees
 * in name and e-mail or phone, or in e-mail and phone; else somebody new. Throws `order.unknown_customer` for an id that is
 * nobody's or nobody's any more.
 */
export async function findOrEnter(tx: PlainTx, country: string, said: Said, at: Date): Promise<Met> {
  if (said.customerId !== undefined) return meet(await holdOrRefuse(tx, said.customerId), said, country);
  const person = { name: said.name ?? '', email: said.email, phone: said.phone };
  // Of two orders of somebody new at once the second finds whom the first entered.
  await lockWords(tx, [person.email, phoneKey(person.phone, country)]);
  const { same, others } = await findDoubles(tx, country, person);
  const known = same && (await holdLivingAccountRow(tx, same.id));
  const doubles = doublesView(
    known ? others.filter((other) => differences(other, person, country).length === 0) : others,
  );
  if (known) return { ...meet(known, said, country), doubles };
  return { ...(await enterPerson(tx, country, person, at)), status: 'active', differs: [], doubles };
}

type Account = NonNullable<Awaited<ReturnType<typeof holdLivingAccountRow>>>;

function meet(account: Account, said: Said, country: string): Met {
  const person = { name: said.name ?? account.name, email: said.email, phone: said.phone };
  return {
    customer: account,
    isNew: false,
    isClaimed: account.passwordHash !== null,
    status: statusWords[account.status],
    differs: differences(account, person, country),
    doubles: [],
  };
}

/** The living customer with this id, held. Throws `order.unknown_customer`. */
export async function holdOrRefuse(tx: PlainTx, id: number): Promise<Account> {
  const account = await holdLivingAccountRow(tx, id);
  if (account) return account;
  const into = await findMergedInto(tx, id);
  const message = into === null ? 'is no customer' : `was merged into customer ${into}`;
  throw new AppError('invalid', 'order.unknown_customer', 'Unknown customer', {
    details: [{ path: 'customerId', message }],
  });
}
