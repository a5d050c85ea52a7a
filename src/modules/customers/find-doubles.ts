import type { Db, PlainTx } from '../../db/client.js';
import { textKey } from '../../shared/fold-text.js';
import { phoneKey } from '../../shared/phone.js';
import { findSomeCustomerIds } from '../search/index.js';
import { statusWords } from './customer-record.view.js';
import { type Double, findPeople, findDoubles as findRows } from './find-doubles.sql.js';

/** Who somebody says they are; what they do not say is blank. */
export type Person = { name: string; email: string; phone: string };

const MOST_READ = 200;
const MOST_SHOWN = 10;

// A name tells two people of one household apart, who share the rest.
const NAME = 4;
const PHONE = 2;
const EMAIL = 1;

/**
 * Who may be meant: `same` is the customer who agrees in the name and the e-mail or phone, or in e-mail and phone; `others` are
 * those who share the e-mail or the phone, and of somebody with neither those of that name.
 */
export async function findDoubles(db: Db | PlainTx, country: string, person: Person) {
  const key = phoneKey(person.phone, country);
  const rows = await findRows(db, { email: person.email, phoneKey: key, country }, MOST_READ);
  const namesakes = person.email || key ? [] : await findNamesakes(db, country, person.name);
  const found = oneOfEach(rows, (row) => agreement(row, person, key));
  const [best] = found;
  const same = best && agrees(best.agreement) ? best.row : undefined;
  const others = found.filter(({ row }) => row !== same).map(({ row }) => row);
  return { same, others: [...others, ...namesakes] };
}

/** Customers who may be the same person as this one, for whoever may know them. */
export async function likelyDoubles(db: Db | PlainTx, country: string, person: Person, but?: number) {
  const { same, others } = await findDoubles(db, country, person);
  return doublesView([...(same ? [same] : []), ...others].filter(({ id }) => id !== but));
}

export function doublesView(doubles: Double[]) {
  return doubles.slice(0, MOST_SHOWN).map(({ id, name, email, phone, status }) => ({
    id,
    name,
    email: email ?? '',
    phone,
    status: statusWords[status],
  }));
}

/** What of this the record does not say: of `name`, `email` and `phone` those that differ in more than their spelling. */
export function differences(
  record: { name: string; email: string | null; phone: string },
  said: Person,
  country: string,
) {
  return [
    ...(textKey(said.name) === textKey(record.name) ? [] : ['name' as const]),
    ...(said.email && said.email !== record.email ? ['email' as const] : []),
    ...(said.phone && phoneKey(said.phone, country) !== phoneKey(record.phone, country) ? ['phone' as const] : []),
  ];
}

async function findNamesakes(db: Db | PlainTx, country: string, name: string): Promise<Double[]> {
  const people = await findPeople(db, await findSomeCustomerIds(db, country, name, MOST_READ));
  return people.filter((row) => textKey(row.name) === textKey(name));
}

/** The living record of each, those that agree most first; of equals whoever has a login, then whoever came first. */
function oneOfEach(rows: Double[], rank: (row: Double) => number) {
  const best = new Map<number, { row: Double; agreement: number }>();
  for (const row of rows) {
    const agreement = rank(row);
    if (agreement > (best.get(row.id)?.agreement ?? -1)) best.set(row.id, { row, agreement });
  }
  const login = ({ row }: { row: Double }) => (row.loginEmail === null ? 1 : 0);
  return [...best.values()].sort(
    (a, b) => b.agreement - a.agreement || login(a) - login(b) || a.row.createdAt.getTime() - b.row.createdAt.getTime(),
  );
}

function agreement({ says }: Double, person: Person, key: string): number {
  return (
    (textKey(says.name) === textKey(person.name) ? NAME : 0) +
    (key !== '' && says.phoneKey === key ? PHONE : 0) +
    (person.email !== '' && says.email === person.email ? EMAIL : 0)
  );
}

function agrees(agreement: number): boolean {
  return agreement > NAME || agreement === PHONE + EMAIL;
}
