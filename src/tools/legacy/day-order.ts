import { OperatorError } from '../../shared/operator-error.js';
import { quote } from './findings.js';
import type { LegacyData } from './open-legacy.js';
import { type LegacyRow, lineOf, timeOf } from './read-values.js';

/** Which number of `03/04/2026` is the day. */
export const dayOrders = ['day/month/year', 'month/day/year'] as const;
export type DayOrder = (typeof dayOrders)[number];

/** Days of the file that two people read as two days: how many, and some of them. */
export type UnclearDays = { count: number; examples: string[] };

/** Every column of the older server that holds a day or a time. */
const COLUMNS = [
  'created_at',
  'updated_at',
  'pickup_date',
  'cancelled_at',
  'initiated_at',
  'received_at',
  'arrived_at',
  'completed_at',
  'estimated_delivery',
  'started_at',
  'actual_delivery',
  'scanned_at',
  'timestamp',
];

const CLOCK = /(?:,?[T\s]+(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(?:([ap])\.?m\.?)?)?/.source;
/** `2026/4/3`, which nobody reads in two ways. */
const YEAR_FIRST = new RegExp(`^(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})${CLOCK}$`, 'i');
const YEAR_LAST = new RegExp(`^(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4})${CLOCK}$`, 'i');
const MOST_EXAMPLES = 3;

/** The order that the operator names. Throws one sentence for another word. */
export function readDayOrder(text: string | undefined): DayOrder | undefined {
  const known = dayOrders.find((order) => order === text?.trim().toLowerCase());
  if (text === undefined || known) return known;
  throw new OperatorError(`--dates ${quote(text)} is no order: write --dates ${dayOrders.join(' or --dates ')}`);
}

/**
 * The rows with every day as ISO 8601 writes it. Days such as `03/04/2026` are read in the order given; without one they stay as they
 * are and are counted as unclear. Throws one sentence for a day that the order given cannot read.
 */
export function withIsoDays(data: LegacyData, order: DayOrder | undefined): { data: LegacyData; unclear: UnclearDays } {
  const unclear: UnclearDays = { count: 0, examples: [] };
  const isoDay = (value: unknown): unknown => {
    const text = typeof value === 'string' ? lineOf(value).trim() : '';
    const yearFirst = YEAR_FIRST.exec(text);
    if (yearFirst) return timeOf(text) ? value : (isoOf(yearFirst, [1, 3, 4]) ?? value);
    const yearLast = YEAR_LAST.exec(text);
    if (!yearLast) return value;
    if (order) return isoOf(yearLast, order === 'day/month/year' ? [4, 3, 1] : [4, 1, 3]) ?? refuse(text, order);
    unclear.count += 1;
    note(unclear, yearLast);
    return value;
  };
  const read = (row: LegacyRow): LegacyRow => {
    const days = COLUMNS.filter((column) => typeof row[column] === 'string');
    return days.length === 0
      ? row
      : { ...row, ...Object.fromEntries(days.map((column) => [column, isoDay(row[column])])) };
  };
  const tables = Object.entries(data).map(([table, rows]) => [table, rows.map(read)]);
  return { data: Object.fromEntries(tables) as LegacyData, unclear };
}

/** What is unclear, in a sentence that says how to make it clear. */
export function tellUnclearDays({ count, examples }: UnclearDays): string {
  const days = count === 1 ? '1 day of the file is' : `${count} days of the file are`;
  return `${days} written such as ${examples.join(', ')}, and nobody knows which number is the month. Say it: --dates ${dayOrders.join(' or --dates ')}`;
}

/** Days whose first or second number is no month show the operator which order it is: they come first. */
function note({ examples }: UnclearDays, [text, first, , second]: RegExpExecArray): void {
  const isTelling = Number(first) > 12 || Number(second) > 12;
  if (examples.includes(text)) return;
  if (isTelling) examples.unshift(text);
  else examples.push(text);
  examples.splice(MOST_EXAMPLES);
}

function isoOf(match: RegExpExecArray, [year, month, day]: [number, number, number]): string | null {
  const two = (text: string | undefined) => (text ?? '0').padStart(2, '0');
  const [hour, minute, second, half] = match.slice(5);
  const iso = `${match[year]}-${two(match[month])}-${two(match[day])}`;
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  const text = hour === undefined ? iso : `${iso} ${two(String(hours))}:${two(minute)}:${two(second)}`;
  return timeOf(text) ? text : null;
}

function refuse(text: string, order: DayOrder): never {
  throw new OperatorError(`${quote(text)} cannot be read as ${order}`);
}
