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
  repeatedRows,
  withoutBlank,
  withWord,
} from '../imports/index.js';
import { happened } from '../outbox/index.js';
import { indexChangedCustomers, indexNewCustomers } from '../search/index.js';
import { customerCreated, customerUpdated } from './customer.events.js';
import { changedCustomerBody, customerPhone, customerStatuses, newCustomerBody } from './customer.schema.js';
import { recordSelect } from './customer.store.js';
import { newCustomerId } from './customer-id.js';
import { type RecordRow, rowStatuses } from './customer-record.view.js';
import { type Country, phoneColumns } from './phone-columns.js';
import { dataOf } from './update-customer.js';

const fields = ['email', 'name', 'phone', 'address', 'notes', 'status'];

export const customersFile = csvFile({
  required: ['email'],
  optional: fields.slice(1),
  ignored: ['id', 'createdAt', 'totalOrders', 'totalSpent', 'lastOrderDate', 'day'],
}).meta({ examples: ['email,name,phone\nmeera@example.com,Meera Iyer,+919800000002\n'] });

/** A row is known by its e-mail: without one it would be entered anew every time. */
const newRow = newCustomerBody.extend({ email: emailField, phone: customerPhone });
const changedRow = changedCustomerBody.extend({ phone: customerPhone.optional() });

type NewCustomer = z.output<typeof newRow>;
type Change = { id: number; data: ReturnType<typeof dataOf> };
/** Columns that follow from others. */
const follows = ['tokenVersion', 'phoneKey', 'phoneCountry'];

type Plan = { creates: NewCustomer[]; updates: Change[]; skips: number; problems: RowProblem[] };

/**
 * Takes customers in: one whose e-mail is known is changed where the file says otherwise, any other is entered without a password,
 * as at the counter. Without `commit` nothing is written. Throws `import.bad_rows` when a row is bad, and writes all of them or none.
 */
export async function importCustomers(
  deps: Country & { db: Db; clock: Clock },
  actor: Actor,
  rows: CsvRow[],
  commit: boolean,
): Promise<ImportReport> {
  const at = deps.clock.now();
  const planned = (db: Db | Tx, of: CsvRow[]) => plan(db, deps.country, of);
  return importRows(deps.db, { rows, commit }, planned, async (tx, planned) => {
    await create(tx, deps.country, planned.creates, at, actorLabel(actor));
    await update(tx, planned.updates, at, actorLabel(actor));
  });
}

async function plan(db: Db | Tx, country: string, rows: CsvRow[]): Promise<Plan> {
  const keyed = rows.map((row) => ({ row, line: row.line, key: emailField.safeParse(row.cells['email']).data ?? '' }));
  const emails = keyed.map(({ key }) => key).filter((email) => email !== '');
  const stored = await db.customer.findMany({ where: { loginEmail: { in: emails } }, select: recordSelect });
  const byEmail = new Map(stored.map((customer) => [customer.loginEmail, customer]));
  const named = keyed.filter(({ key }) => key !== '');
  const planned: Plan = { creates: [], updates: [], skips: 0, problems: repeatedRows(named, 'email') };
  for (const { row, key } of keyed) planRow(planned, country, row, byEmail.get(key));
  return planned;
}

function planRow(planned: Plan, country: string, row: CsvRow, before: RecordRow | undefined): void {
  const given = withoutBlank(withWord(fieldsOf(row, fields), 'status', customerStatuses), 'status');
  if (!before) {
    const { data, problems } = readRow(newRow, row.line, given);
    planned.problems.push(...problems);
    if (data) planned.creates.push(data);
    return;
  }
  const { data: changed, problems } = readRow(changedRow, row.line, given);
  planned.problems.push(...problems);
  if (!changed) return;
  const { email: _known, ...change } = withoutUndefined(changed);
  const data = dataOf(change, country);
  const { tokenVersion: _ended, phoneKey: _key, phoneCountry: _country, ...shown } = data;
  if (Object.entries(shown).every(([name, value]) => before[name as keyof RecordRow] === value)) planned.skips += 1;
  else planned.updates.push({ id: before.id, data });
}

async function create(tx: Tx, country: string, customers: NewCustomer[], at: Date, actor: string): Promise<void> {
  if (customers.length === 0) return;
  const made = await tx.customer.createManyAndReturn({
    data: customers.map(({ name, email, phone, address, notes, status }) => ({
      id: newCustomerId(),
      name,
      email,
      loginEmail: email,
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
  for (const { id, data } of changes) {
    const changed = await tx.customer.updateMany({ where: { id, deletedAt: null }, data });
    if (changed.count === 0) throw outrunImport();
  }
  const renamed = changes.filter(({ data }) => data.name ?? data.phone ?? data.address !== undefined);
  if (renamed.length > 0)
    await indexChangedCustomers(
      tx,
      renamed.map(({ id }) => id),
    );
  const records = changes.map(({ id, data }) => {
    const names = Object.keys(data).filter((name) => !follows.includes(name));
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
