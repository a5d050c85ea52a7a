import type { z } from 'zod';
import type { Db, Tx } from '../../db/client.js';
import type { Clock } from '../../shared/clock.js';
import { email as emailField } from '../../shared/fields.js';
import { withoutUndefined } from '../../shared/without-undefined.js';
import { recordChanges } from '../audit/index.js';
import { type Actor, actorLabel } from '../identity/index.js';
import {
  type CsvRow,
  csvFile,
  fieldsOf,
  type ImportReport,
  importRows,
  outrunImport,
  type RowProblem,
  readRow,
  spoiltNumber,
  withoutBlank,
  withWord,
} from '../imports/index.js';
import { happened } from '../outbox/index.js';
import { indexChangedCustomers, indexNewCustomers } from '../search/index.js';
import { changedLogin } from './change-login.js';
import { customerCreated, customerUpdated } from './customer.events.js';
import { changedCustomerBody, customerStatuses, newCustomerBody } from './customer.schema.js';
import { findAccountByEmail } from './customer.store.js';
import { newCustomerId } from './customer-id.js';
import { type RecordRow, rowStatuses } from './customer-record.view.js';
import { lockWords } from './lock-words.sql.js';
import { type KnownRow, type Meant, meantCustomers, type Said } from './meant-customers.js';
import { type Country, phoneColumns } from './phone-columns.js';
import { repeatedPeople } from './repeated-people.js';
import { dataOf } from './update-customer.js';

const fields = ['email', 'name', 'phone', 'address', 'notes', 'status'];

export const customersFile = csvFile({
  required: [],
  optional: ['id', ...fields],
  ignored: ['createdAt', 'totalOrders', 'totalSpent', 'lastOrderDate', 'day'],
}).meta({ examples: ['name,phone,email\nMeera Iyer,+919800000002,meera@example.com\nRamesh,98450 12345,\n'] });

type NewCustomer = z.output<typeof newCustomerBody>;
type Change = { id: number; email: string | undefined; data: ReturnType<typeof dataOf> };
/** Of those who share the phone of somebody new so many are told. */
const MOST_HINTS = 3;

/** Columns that follow from others. */
const follows = ['tokenVersion', 'phoneKey', 'phoneCountry'];

type Plan = { creates: NewCustomer[]; updates: Change[]; skips: number; problems: RowProblem[]; hints: RowProblem[] };

/**
 * Takes customers in: one who is known, as `meantCustomers` has it, is changed where the file says otherwise; any other is entered
 * without a password, as at the counter. A blank e-mail or phone says nothing. Without `commit` nothing is written. Throws
 * `import.bad_rows` when a row is bad, and writes all of them or none.
 */
export async function importCustomers(
  deps: Country & { db: Db; clock: Clock },
  actor: Actor,
  rows: CsvRow[],
  commit: boolean,
): Promise<ImportReport> {
  const at = deps.clock.now();
  const planned = async (db: Db | Tx, of: CsvRow[]) => {
    // Of two files at once with the same new people the second finds whom the first entered: no constraint tells them apart.
    if (commit) await lockWords(db as Tx, ['import of customers']);
    return plan(db, deps.country, of);
  };
  return importRows(deps.db, { rows, commit }, planned, async (tx, planned) => {
    await create(tx, deps.country, planned.creates, at, actorLabel(actor));
    await update(tx, planned.updates, at, actorLabel(actor));
  });
}

async function plan(db: Db | Tx, country: string, rows: CsvRow[]): Promise<Plan> {
  const said = rows.map(saidBy);
  const meant = await meantCustomers(db, country, said);
  const planned: Plan = { creates: [], updates: [], skips: 0, problems: [], hints: [] };
  const read = rows.flatMap((row, index) => {
    const [about, who] = [said[index], meant[index]];
    return about && who ? [{ row, line: row.line, said: about, who }] : [];
  });
  planned.problems.push(...repeatedPeople(read, country));
  for (const { row, who } of read) planRow(planned, country, row, who);
  return planned;
}

function saidBy({ cells }: CsvRow): Said {
  const id = /^[1-9]\d{0,8}$/.test(cells['id'] ?? '') ? Number(cells['id']) : null;
  const email = emailField.safeParse(cells['email']).data ?? '';
  return { id, email, name: cells['name'] ?? '', phone: cells['phone'] ?? '' };
}

function planRow(planned: Plan, country: string, row: CsvRow, who: Meant): void {
  const { line } = row;
  const spoilt = spoiltIn(row);
  planned.problems.push(...spoilt);
  const given = ['status', 'email', 'phone'].reduce<Record<string, unknown>>(
    withoutBlank,
    withWord(fieldsOf(row, fields), 'status', customerStatuses),
  );
  if ('column' in who) {
    planned.problems.push(...readRow(changedCustomerBody, line, given).problems);
    planned.problems.push({ line, column: who.column, message: who.message });
    return;
  }
  if (!who.known) {
    const { data, problems } = readRow(newCustomerBody, line, given);
    planned.problems.push(...problems);
    planned.hints.push(...who.samePhone.slice(0, MOST_HINTS).map((other) => hint(line, other)));
    if (data && spoilt.length === 0) planned.creates.push(data);
    return;
  }
  const { data: changed, problems } = readRow(changedCustomerBody, line, given);
  planned.problems.push(...problems);
  if (!changed) return;
  const { email: said, ...change } = withoutUndefined(changed);
  const email = said === who.known.email ? undefined : said;
  const data = dataOf(change, country);
  if (email === undefined && saysTheSame(data, who.known)) planned.skips += 1;
  else planned.updates.push({ id: who.known.id, email, data });
}

/** An id that lost its digits would find nobody, and make a second record of somebody who is known. */
function spoiltIn({ line, cells }: CsvRow): RowProblem[] {
  return ['id', 'phone'].flatMap((column) => {
    const message = spoiltNumber(cells[column] ?? '');
    return message === null ? [] : [{ line, column, message }];
  });
}

function saysTheSame(data: ReturnType<typeof dataOf>, known: KnownRow): boolean {
  return Object.entries(data).every(
    ([name, value]) => follows.includes(name) || known[name as keyof RecordRow] === value,
  );
}

/** Who has the phone of somebody new: perhaps the same person, and perhaps of one household. */
function hint(line: number, { id, name }: KnownRow): RowProblem {
  return { line, column: 'phone', message: `is also the phone of customer ${id}, ${name}` };
}

async function create(tx: Tx, country: string, customers: NewCustomer[], at: Date, actor: string): Promise<void> {
  if (customers.length === 0) return;
  const made = await tx.customer.createManyAndReturn({
    data: customers.map(({ name, email, phone, address, notes, status }) => ({
      id: newCustomerId(),
      name,
      email: email || null,
      loginEmail: email || null,
      ...phoneColumns(phone, country),
      address: address || null,
      notes: notes || null,
      status: rowStatuses[status],
      createdAt: at,
    })),
    select: { id: true, name: true, email: true, phone: true, address: true },
  });
  await indexNewCustomers(tx, made);
  const records = made.map(({ id }) => ({
    action: 'customer.created',
    entity: 'customer',
    entityId: id,
    detail: 'import',
    event: happened(customerCreated, { customerId: id }),
  }));
  await recordChanges(tx, { at, actor }, records);
}

async function update(tx: Tx, changes: Change[], at: Date, actor: string): Promise<void> {
  for (const { id, email, data } of changes) {
    const login = email === undefined ? {} : await loginOf(tx, id, email);
    const changed = await tx.customer.updateMany({ where: { id, deletedAt: null }, data: { ...data, ...login } });
    if (changed.count === 0) throw outrunImport();
  }
  const renamed = changes.filter(({ email, data }) => email ?? data.name ?? data.phone ?? data.address !== undefined);
  if (renamed.length > 0)
    await indexChangedCustomers(
      tx,
      renamed.map(({ id }) => id),
    );
  const records = changes.map(({ id, email, data }) => {
    const said = Object.keys(data).filter((name) => !follows.includes(name));
    const names = email === undefined ? said : ['email', ...said];
    const status = `status ${data.status === 'BLOCKED' ? 'blocked' : 'active'}`;
    return {
      action: 'customer.updated',
      entity: 'customer',
      entityId: id,
      detail: `import: ${names.map((name) => (name === 'status' ? status : name)).join(', ')}`,
      event: happened(customerUpdated, { customerId: id, changed: names }),
    };
  });
  await recordChanges(tx, { at, actor }, records);
}

async function loginOf(tx: Tx, id: number, email: string) {
  const select = { id: true, email: true, loginEmail: true, passwordHash: true } as const;
  const account = await tx.customer.findFirst({ where: { id, deletedAt: null }, select });
  // Whose login it is was looked at when the rows were read.
  if (!account || (account.passwordHash !== null && (await findAccountByEmail(tx, email)))) throw outrunImport();
  return changedLogin(tx, account, email);
}
