import type { z } from 'zod';
import type { Db, Tx } from '../../db/client.js';
import { importRows } from '../../db/import-rows.js';
import type { Service } from '../../generated/sqlite/client.js';
import type { Clock } from '../../shared/clock.js';
import { type CsvRow, csvFile } from '../../shared/csv-file.js';
import {
  fieldsOf,
  type ImportReport,
  outrunImport,
  type RowProblem,
  readRow,
  repeatedRows,
  withoutBlank,
} from '../../shared/import-report.js';
import { withoutUndefined } from '../../shared/without-undefined.js';
import { recordChanges } from '../audit/index.js';
import { type Actor, actorLabel } from '../identity/index.js';
import { happened } from '../outbox/index.js';
import { serviceCreated, serviceUpdated } from './service.events.js';
import { changedServiceBody, newServiceBody } from './service.schema.js';
import { serviceView, storedStatus } from './service.view.js';

const fields = ['id', 'name', 'price', 'duration', 'category', 'status'];

export const servicesFile = csvFile({ required: ['id'], optional: fields.slice(1), ignored: ['usage_count'] }).meta({
  examples: ['id,name,price,duration\ns1,Laundry,200.00,24h\ncurtains,Curtains,349.50,72h\n'],
});

type NewService = z.output<typeof newServiceBody> & { id: string };
type Change = { id: string; data: ReturnType<typeof dataOf> };
type Plan = { creates: NewService[]; updates: Change[]; skips: number; problems: RowProblem[] };

/**
 * Takes a price list in: a service whose id is there is changed where the file says otherwise, any other is new. Without `commit`
 * nothing is written. Throws `import.bad_rows` when a row is bad, and writes all of them or none.
 */
export async function importServices(
  deps: { db: Db; clock: Clock },
  actor: Actor,
  rows: CsvRow[],
  commit: boolean,
): Promise<ImportReport> {
  return importRows(deps.db, { rows, commit }, plan, (tx, planned) =>
    write(tx, planned, deps.clock.now(), actorLabel(actor)),
  );
}

async function plan(db: Db | Tx, rows: CsvRow[]): Promise<Plan> {
  const keyed = rows.map((row) => ({ row, line: row.line, key: (row.cells['id'] ?? '').trim() }));
  const ids = keyed.map(({ key }) => key).filter(isStorable);
  const stored = await db.service.findMany({ where: { id: { in: ids } } });
  const byId = new Map(stored.map((service) => [service.id, service]));
  const named = keyed.filter(({ key }) => key !== '');
  const planned: Plan = { creates: [], updates: [], skips: 0, problems: repeatedRows(named, 'id') };
  for (const { row, key } of keyed) planRow(planned, row, key, byId.get(key));
  return planned;
}

function planRow(planned: Plan, row: CsvRow, id: string, before: Service | undefined): void {
  const { price, problems } = readPrice(row);
  const given = withoutBlank({ ...fieldsOf(row, fields), id, ...price }, 'status');
  if (id === '') problems.push({ line: row.line, column: 'id', message: 'is required' });
  if (before?.deletedAt)
    problems.push({ line: row.line, column: 'id', message: 'belonged to a service that was deleted' });
  planned.problems.push(...problems);
  if (!before) {
    const { data, problems: found } = readRow(newServiceBody, row.line, given);
    planned.problems.push(...found);
    if (data && problems.length === 0) planned.creates.push({ ...data, id });
    return;
  }
  const { data, problems: found } = readRow(changedServiceBody, row.line, given);
  planned.problems.push(...found);
  if (!data || problems.length > 0) return;
  const change = dataOf(data);
  if (isSame(before, change)) planned.skips += 1;
  else planned.updates.push({ id, data: change });
}

/** A price as a number of the wire. A range or an open price names no amount: nobody guesses which was meant. */
function readPrice({ line, cells }: CsvRow): { price: { price?: number | string }; problems: RowProblem[] } {
  const text = cells['price']?.trim();
  if (text === undefined) return { price: {}, problems: [] };
  if (text === '') return { price: { price: '' }, problems: [] };
  if (/^\d{1,15}(\.\d+)?$/.test(text)) return { price: { price: Number(text) }, problems: [] };
  const message = `must be one plain amount such as 400 or 90.50, not ${JSON.stringify(text.slice(0, 40))}`;
  return { price: { price: 0 }, problems: [{ line, column: 'price', message }] };
}

function dataOf({ price, status, name, duration, category }: z.output<typeof changedServiceBody>) {
  return withoutUndefined({ name, duration, category, priceMinor: price, status: status && storedStatus[status] });
}

function isSame(before: Service, data: ReturnType<typeof dataOf>): boolean {
  return Object.entries(data).every(([name, value]) => before[name as keyof Service] === value);
}

async function write(tx: Tx, { creates, updates }: Plan, at: Date, actor: string): Promise<void> {
  await tx.service.createMany({
    data: creates.map(({ id, name, price, duration, category, status }) => ({
      id,
      name,
      priceMinor: price,
      duration: duration ?? null,
      category: category ?? null,
      status: storedStatus[status ?? 'Active'],
      createdAt: at,
      updatedAt: at,
    })),
  });
  for (const { id, data } of updates) {
    const changed = await tx.service.updateMany({ where: { id, deletedAt: null }, data: { ...data, updatedAt: at } });
    if (changed.count === 0) throw outrunImport();
  }
  const told = await toldOf(tx, [...creates, ...updates]);
  await recordChanges(tx, { at, actor }, [
    ...creates.map(({ id }) => ({
      action: 'service.created',
      entity: 'service',
      entityId: id,
      detail: 'import',
      event: happened(serviceCreated, told(id)),
    })),
    ...updates.map(({ id, data }) => ({
      action: 'service.updated',
      entity: 'service',
      entityId: id,
      detail: `import: ${Object.keys(data).join(', ')}`,
      event: happened(serviceUpdated, { ...told(id), changed: Object.keys(data).map(wireName) }),
    })),
  ]);
}

/** What the events of these services say of each, as they are now. */
async function toldOf(tx: Tx, written: { id: string }[]) {
  const rows = await tx.service.findMany({ where: { id: { in: written.map(({ id }) => id) } } });
  const views = new Map(rows.map((row) => [row.id, serviceView(row)]));
  return (serviceId: string) => {
    const view = views.get(serviceId);
    if (!view) throw new Error(`service ${serviceId} was written and is not there`);
    return { serviceId, price: view.price, status: view.status };
  };
}

function wireName(name: string): string {
  return name === 'priceMinor' ? 'price' : name;
}

// PostgreSQL refuses to look for what it cannot hold; such an id is told as a problem of its row.
function isStorable(id: string): boolean {
  return id.isWellFormed() && !/\p{Cc}/u.test(id);
}
