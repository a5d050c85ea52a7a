import type { z } from 'zod';
import type { Db, Tx } from '../../db/client.js';
import type { Service } from '../../generated/sqlite/client.js';
import { foldText } from '../../shared/fold-text.js';
import { readAmount } from '../../shared/money.js';
import { type CsvRow, fieldsOf, type RowProblem, readRow, withoutBlank, withWord } from '../imports/index.js';
import { newServiceId } from './create-service.js';
import { priceIn, tooFine } from './price.js';
import { changedServiceBody, newServiceBody, serviceStatuses } from './service.schema.js';
import { units } from './service-unit.js';
import { changesOf } from './update-service.js';

export const serviceFields = ['id', 'name', 'price', 'duration', 'category', 'unit', 'quantityDecimals', 'status'];

type NewService = { id: string; fields: z.output<typeof newServiceBody>; isDeleted: boolean };
type Change = { id: string; data: ReturnType<typeof changesOf> };

/** What the rows of a price list would do. */
export type PlannedServices = { creates: NewService[]; updates: Change[]; skips: number; problems: RowProblem[] };

/**
 * Finds the service that each row means: by its id, or without one by its name, in any spelling, and its category where the row has
 * one. A name that fits two services is a problem, and so is a service that two rows mean.
 */
export async function planServices(db: Db | Tx, currency: string, rows: CsvRow[]): Promise<PlannedServices> {
  const ids = rows.map(idOf).filter((id) => id !== '' && isStorable(id));
  const byId = new Map((await db.service.findMany({ where: { id: { in: ids } } })).map((row) => [row.id, row]));
  const respelt = ids.some((id) => !byId.has(id)) ? await idsInSmallLetters(db) : new Map<string, string>();
  const isNamed = rows.some((row) => idOf(row) === '');
  const living = isNamed ? await db.service.findMany({ where: { deletedAt: null } }) : [];
  const planned: PlannedServices = { creates: [], updates: [], skips: 0, problems: [] };
  const lines = new Map<string, number>();
  for (const row of rows) {
    const id = idOf(row);
    const meant = id === '' ? livingNamed(living, row) : [byId.get(id)].filter((service) => service !== undefined);
    const key = meant[0]?.id ?? (id || newNameOf(row));
    const earlier = lines.get(key);
    if (meant.length > 1) planned.problems.push(ambiguous(row, meant));
    const other = meant.length === 0 ? respelt.get(id.toLowerCase()) : undefined;
    if (other !== undefined) planned.problems.push(inOtherCase(row, other));
    if (earlier !== undefined) planned.problems.push(repeated(row, earlier));
    if (key !== '') lines.set(key, earlier ?? row.line);
    if (meant.length < 2) planRow(planned, row, id, meant[0], currency);
  }
  return planned;
}

async function idsInSmallLetters(db: Db | Tx): Promise<Map<string, string>> {
  const services = await db.service.findMany({ select: { id: true } });
  return new Map(services.map(({ id }) => [id.toLowerCase(), id]));
}

/** Spreadsheets begin cells with a capital by themselves: that makes no other service. */
function inOtherCase({ line }: CsvRow, known: string): RowProblem {
  return {
    line,
    column: 'id',
    message: `differs from the id ${known} in nothing but capitals: write it so, or take another`,
  };
}

function idOf({ cells }: CsvRow): string {
  return cells['id'] ?? '';
}

/** What tells a new service without an id from the others of its file; no id looks like it. */
function newNameOf({ cells }: CsvRow): string {
  const name = foldText(cells['name'] ?? '');
  return name === '' ? '' : `${name} / ${foldText(cells['category'] ?? '')}`;
}

function livingNamed(living: Service[], { cells }: CsvRow): Service[] {
  const [name, category] = [foldText(cells['name'] ?? ''), foldText(cells['category'] ?? '')];
  const fits = living.filter((service) => foldText(service.name) === name);
  return category === '' ? fits : fits.filter((service) => foldText(service.category ?? '') === category);
}

function ambiguous({ line }: CsvRow, meant: Service[]): RowProblem {
  const ids = meant.map(({ id }) => id).join(', ');
  return { line, column: 'name', message: `is the name of several services: give the category, or the id (${ids})` };
}

function repeated(row: CsvRow, earlier: number): RowProblem {
  const column = idOf(row) === '' ? 'name' : 'id';
  return { line: row.line, column, message: `is the same as on line ${earlier}` };
}

function planRow(
  planned: PlannedServices,
  row: CsvRow,
  id: string,
  stored: Service | undefined,
  currency: string,
): void {
  const before = stored?.deletedAt ? undefined : stored;
  const { price, problems } = readPrice(row, currency);
  const cells = withWord(withWord(fieldsOf(row, serviceFields), 'status', serviceStatuses), 'unit', units);
  const decimals = cells['quantityDecimals'];
  const whole = decimals !== undefined && /^\d$/.test(decimals) ? { quantityDecimals: Number(decimals) } : {};
  const fields = { ...cells, ...whole, ...price, ...(id === '' ? { id: undefined } : { id }) };
  const given = ['status', 'unit', 'quantityDecimals'].reduce<Record<string, unknown>>(withoutBlank, fields);
  planned.problems.push(...problems);
  if (!before) {
    const { data, problems: found } = readRow(newServiceBody, row.line, given);
    planned.problems.push(...found);
    if (!data || problems.length > 0) return;
    planned.creates.push({ id: id || newServiceId(), fields: data, isDeleted: stored !== undefined });
    return;
  }
  const { data, problems: found } = readRow(changedServiceBody, row.line, given);
  planned.problems.push(...found);
  if (!data || problems.length > 0) return;
  const change = changesOf(data, currency);
  if (isSame(before, change)) planned.skips += 1;
  else planned.updates.push({ id: before.id, data: change });
}

/** A price as the wire has it. A range or an open price names no amount: nobody guesses which was meant. */
function readPrice(
  { line, cells }: CsvRow,
  currency: string,
): { price: { price?: string | number }; problems: RowProblem[] } {
  const text = cells['price'];
  if (text === undefined) return { price: {}, problems: [] };
  if (text === '') return { price: { price: '' }, problems: [] };
  const amount = /^\d{1,15}(\.\d+)?$/.test(text) ? readAmount(text) : null;
  const read = amount === null ? null : priceIn(currency, amount);
  if (read && 'minor' in read) return { price: { price: text }, problems: [] };
  const isPlain = /^\d{1,15}(\.\d+)?$/.test(text);
  const message = isPlain
    ? (read?.problem ?? tooFine(currency))
    : `must be one plain amount such as 400 or 90.50, not ${JSON.stringify(text.slice(0, 40))}`;
  return { price: { price: 0 }, problems: [{ line, column: 'price', message }] };
}

function isSame(before: Service, data: ReturnType<typeof changesOf>): boolean {
  return Object.entries(data).every(([name, value]) => before[name as keyof Service] === value);
}

// PostgreSQL refuses to look for what it cannot hold; such an id is told as a problem of its row.
function isStorable(id: string): boolean {
  return id.isWellFormed() && !/\p{Cc}/u.test(id);
}
