import type { Db, Tx } from '../../db/client.js';
import { textKey } from '../../shared/fold-text.js';
import { phoneKey } from '../../shared/phone.js';
import { recordSelect } from './customer.store.js';
import type { RecordRow } from './customer-record.view.js';

/** What a row of a file says of who it is about; blank, or null, where it says nothing. */
export type Said = { id: number | null; email: string; name: string; phone: string };

/** A record that is there, or was. */
export type KnownRow = RecordRow & { phoneKey: string; deletedAt: Date | null; mergedIntoId: number | null };

/**
 * Whom a row means: somebody known; somebody new, with those who have the same phone; or, with the column and why, nobody can tell.
 */
export type Meant =
  | { known: KnownRow }
  | { known: null; samePhone: KnownRow[] }
  | { known: null; column: string; message: string };

const knownSelect = { ...recordSelect, phoneKey: true, deletedAt: true, mergedIntoId: true } as const;
/** A merged record is still known by what it said; an erased one by nothing but its id. */
const isSomebody = { OR: [{ deletedAt: null }, { mergedIntoId: { not: null } }] };

type Known = {
  byId: Map<number, KnownRow>;
  byEmail: Map<string, KnownRow[]>;
  byPhone: Map<string, KnownRow[]>;
  /** Those of whom nothing but a name is known, by that. */
  byName: Map<string, KnownRow[]>;
};

/**
 * Whom each row means: whoever has its id and agrees in e-mail, phone or name; else whoever has its e-mail; else its name and phone
 * together; else its name and nothing besides. An id of somebody who does not agree is of another list, and then a row without an
 * e-mail says too little. Nobody is guessed where several fit, or one who was deleted or merged.
 */
export async function meantCustomers(db: Db | Tx, country: string, rows: readonly Said[]): Promise<Meant[]> {
  const said = rows.map((row) => ({ ...row, nameKey: textKey(row.name), phoneKey: phoneKey(row.phone, country) }));
  const known = await findKnown(db, country, said);
  return said.map((row) => byId(row, known) ?? byEmail(row, known) ?? byPerson(row, known));
}

type Sought = Said & { nameKey: string; phoneKey: string };

async function findKnown(db: Db | Tx, country: string, rows: readonly Sought[]): Promise<Known> {
  const find = (where: object) => db.customer.findMany({ where, select: knownSelect, orderBy: { id: 'asc' } });
  const each = <T>(values: T[]) => ({ in: [...new Set(values)] });
  const ids = await find({ id: each(rows.flatMap(({ id }) => id ?? [])) });
  const emails = await find({ email: each(rows.map(({ email }) => email).filter(Boolean)), ...isSomebody });
  const phones = each(rows.map((row) => row.phoneKey).filter(Boolean));
  const sharing = await find({ phoneCountry: country, phoneKey: phones, ...isSomebody });
  return {
    byId: new Map(ids.map((row) => [row.id, row])),
    byEmail: grouped(emails, ({ email }) => email ?? ''),
    byPhone: grouped(sharing, (row) => row.phoneKey),
    byName: await findNamesOnly(db, country, rows, find),
  };
}

async function findNamesOnly(
  db: Db | Tx,
  country: string,
  rows: readonly Sought[],
  find: (where: object) => Promise<KnownRow[]>,
) {
  const names = new Set(rows.filter((row) => !row.email && !row.phoneKey).map(({ nameKey }) => nameKey));
  if (names.size === 0) return new Map<string, KnownRow[]>();
  const where = { phoneCountry: country, phoneKey: '', email: null, deletedAt: null };
  const nameless = await db.customer.findMany({ where, select: { id: true, name: true } });
  const ids = nameless.filter(({ name }) => names.has(textKey(name))).map(({ id }) => id);
  return grouped(ids.length > 0 ? await find({ id: { in: ids } }) : [], ({ name }) => textKey(name));
}

function grouped(rows: KnownRow[], keyOf: (row: KnownRow) => string): Map<string, KnownRow[]> {
  const groups = new Map<string, KnownRow[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}

function byId(row: Sought, known: Known): Meant | null {
  const found = row.id === null ? undefined : known.byId.get(row.id);
  if (!found) return null;
  if (found.mergedIntoId !== null && agrees(row, found)) return merged('id', found);
  if (found.deletedAt !== null && found.mergedIntoId === null)
    return unclear('id', 'is of a customer who was deleted: leave it out to enter somebody new');
  if (!agrees(row, found) || found.deletedAt !== null) {
    if (row.email) return null;
    if (!row.name && !row.phone) return unclear('id', 'is not enough: give the name, phone or e-mail as well');
    return unclear('id', 'is of a customer with another name and phone: leave it out where it comes from another list');
  }
  const other = known.byEmail.get(row.email)?.find(({ id }) => id !== found.id);
  const isChanged = row.email !== '' && row.email !== found.email;
  if (isChanged && other) return unclear('email', `is the e-mail of customer ${other.mergedIntoId ?? other.id}`);
  return { known: found };
}

function agrees(row: Sought, found: KnownRow): boolean {
  if (row.email && row.email === found.email) return true;
  if (row.phoneKey && row.phoneKey === found.phoneKey) return true;
  return row.nameKey === textKey(found.name) && (!row.email || !found.email);
}

function byEmail(row: Sought, known: Known): Meant | null {
  const found = row.email ? (known.byEmail.get(row.email) ?? []) : [];
  const living = found.filter(({ deletedAt }) => deletedAt === null);
  const namesakes = living.filter(({ name }) => textKey(name) === row.nameKey);
  const [only, another] = namesakes.length > 0 ? namesakes : living;
  if (only && another) return unclear('email', `is the e-mail of several customers: give the id (${idsOf(living)})`);
  if (only) return { known: only };
  return found[0] ? merged('email', found[0]) : null;
}

function byPerson(row: Sought, known: Known): Meant {
  const sharing = row.phoneKey ? (known.byPhone.get(row.phoneKey) ?? []) : [];
  const named = row.phoneKey ? sharing.filter(({ name }) => textKey(name) === row.nameKey) : namesOnly(row, known);
  // Two people of one name and phone with an e-mail each are two people.
  const found = named.filter(({ email }) => !row.email || !email);
  const living = found.filter(({ deletedAt }) => deletedAt === null);
  const [only, another] = row.nameKey ? living : [];
  const what = row.phoneKey ? 'several customers with this phone' : 'several customers of whom nothing else is known';
  if (only && another) return unclear('name', `is the name of ${what}: give the id (${idsOf(living)})`);
  if (only) return { known: only };
  if (row.nameKey && found[0]) return merged('name', found[0]);
  return { known: null, samePhone: sharing.filter(({ deletedAt }) => deletedAt === null) };
}

/** A phone that has no digits is a word about it, and tells as little as none. */
function namesOnly({ email, nameKey, phone }: Sought, { byName }: Known): KnownRow[] {
  return email ? [] : (byName.get(nameKey) ?? []).filter((row) => row.phone === phone);
}

function merged(column: string, { mergedIntoId }: KnownRow): Meant {
  return unclear(column, `is of a record that was merged into customer ${mergedIntoId}: give that id`);
}

function unclear(column: string, message: string): Meant {
  return { known: null, column, message };
}

function idsOf(rows: KnownRow[]): string {
  return rows
    .slice(0, 10)
    .map(({ id }) => id)
    .join(', ');
}
