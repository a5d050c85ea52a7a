import type { z } from 'zod';
import type { Db, Tx } from '../../db/client.js';
import { importRows } from '../../db/import-rows.js';
import type { Clock } from '../../shared/clock.js';
import { type CsvRow, csvFile } from '../../shared/csv-file.js';
import { email as emailField } from '../../shared/fields.js';
import {
  fieldsOf,
  type ImportReport,
  outrunImport,
  type RowProblem,
  readRow,
  repeatedRows,
  withoutBlank,
  withWord,
} from '../../shared/import-report.js';
import { withoutUndefined } from '../../shared/without-undefined.js';
import { recordChanges } from '../audit/index.js';
import { type Actor, actorLabel } from '../identity/index.js';
import { happened } from '../outbox/index.js';
import { indexChangedCustomers, indexNewCustomers } from '../search/index.js';
import { customerCreated, customerUpdated } from './customer.events.js';
import { changedCustomerBody, customerStatuses, newCustomerBody } from './customer.schema.js';
import { recordSelect } from './customer.store.js';
import { newCustomerId } from './customer-id.js';
import { type RecordRow, rowStatuses } from './customer-record.view.js';
import { dataOf } from './update-customer.js';

const fields = ['email', 'name', 'phone', 'address', 'notes', 'status'];

export const customersFile = csvFile({
  required: ['email'],
  optional: fields.slice(1),
  ignored: ['id', 'createdAt', 'totalOrders', 'totalSpent', 'lastOrderDate'],
}).meta({ examples: ['email,name,phone\nmeera@example.com,Meera Iyer,+919800000002\n'] });

type NewCustomer = z.output<typeof newCustomerBody>;
type Change = { id: number; data: ReturnType<typeof dataOf> };
type Plan = { creates: NewCustomer[]; updates: Change[]; skips: number; problems: RowProblem[] };

/**
 * Takes customers in: one whose e-mail is known is changed where the file says otherwise, any other is entered without a password,
 * as at the counter. Without `commit` nothing is written. Throws `import.bad_rows` when a row is bad, and writes all of them or none.
 */
export async function importCustomers(
  deps: { db: Db; clock: Clock },
  actor: Actor,
  rows: CsvRow[],
  commit: boolean,
): Promise<ImportReport> {
  const at = deps.clock.now();
  return importRows(deps.db, { rows, commit }, plan, async (tx, planned) => {
    await create(tx, planned.creates, at, actorLabel(actor));
    await update(tx, planned.updates, at, actorLabel(actor));
  });
}

async function plan(db: Db | Tx, rows: CsvRow[]): Promise<Plan> {
  const keyed = rows.map((row) => ({ row, line: row.line, key: emailField.safeParse(row.cells['email']).data ?? '' }));
  const emails = keyed.map(({ key }) => key).filter((email) => email !== '');
  const stored = await db.customer.findMany({ where: { email: { in: emails } }, select: recordSelect });
  const byEmail = new Map(stored.map((customer) => [customer.email, customer]));
  const named = keyed.filter(({ key }) => key !== '');
  const planned: Plan = { creates: [], updates: [], skips: 0, problems: repeatedRows(named, 'email') };
  for (const { row, key } of keyed) planRow(planned, row, byEmail.get(key));
  return planned;
}

function planRow(planned: Plan, row: CsvRow, before: RecordRow | undefined): void {
  const given = withoutBlank(withWord(fieldsOf(row, fields), 'status', customerStatuses), 'status');
  if (!before) {
    const { data, problems } = readRow(newCustomerBody, row.line, given);
    planned.problems.push(...problems);
    if (data) planned.creates.push(data);
    return;
  }
  const { data: changed, problems } = readRow(changedCustomerBody, row.line, given);
  planned.problems.push(...problems);
  if (!changed) return;
  const { email: _known, ...change } = withoutUndefined(changed);
  const data = dataOf(change);
  const { tokenVersion: _ended, ...shown } = data;
  if (Object.entries(shown).every(([name, value]) => before[name as keyof RecordRow] === value)) planned.skips += 1;
  else planned.updates.push({ id: before.id, data });
}

async function create(tx: Tx, customers: NewCustomer[], at: Date, actor: string): Promise<void> {
  if (customers.length === 0) return;
  const made = await tx.customer.createManyAndReturn({
    data: customers.map(({ name, email, phone, address, notes, status }) => ({
      id: newCustomerId(),
      name,
      email,
      phone,
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
    const names = Object.keys(data).filter((name) => name !== 'tokenVersion');
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
