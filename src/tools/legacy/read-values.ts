import type { Minor } from '../../shared/money.js';

/** A row of the older database: SQLite keeps any value in any column. */
export type LegacyRow = Readonly<Record<string, unknown>>;

const LARGEST_ID = 2_147_483_647;
/** Far past every limit of the older server; what is longer was put there to hurt. */
const LONGEST_TEXT = 10_000;
const MOST_MAJOR = 1e12;
const TIME = /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?\s?(Z|[+-]\d\d:?\d\d)?$/i;

/** The first of these columns that the row has a value in; versions of the older server named some differently. */
export function pick(row: LegacyRow, ...columns: string[]): unknown {
  return columns.map((column) => row[column]).find((value) => value !== null && value !== undefined);
}

/** One line of text, without control characters and broken Unicode. Nothing, or bytes that are no text, is empty. */
export function lineOf(value: unknown): string {
  return textOf(value).replace(/\s*[\n\r\t]+\s*/g, ' ');
}

/** Text of several lines, alike. */
export function textOf(value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'number') return '';
  const text = String(value).slice(0, LONGEST_TEXT).toWellFormed();
  return text.replace(/(?![\n\r\t])\p{Cc}/gu, ' ');
}

export function emailOf(value: unknown): string {
  return lineOf(value).trim().toLowerCase();
}

/** A row's number as both databases hold it; null for anything else. */
export function idOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= LARGEST_ID ? value : null;
}

/** A float of the older server as minor units, and whether it was that exactly; null when it is no amount from zero up. */
export function amountOf(value: unknown): { minor: Minor; exact: boolean } | null {
  const major = typeof value === 'string' && /^\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : value;
  if (typeof major !== 'number' || !(major >= 0 && major <= MOST_MAJOR)) return null;
  const minor = Math.round(major * 100);
  return { minor: BigInt(minor), exact: Math.abs(major * 100 - minor) < 1e-4 };
}

/** A time as SQLAlchemy writes it, UTC without saying so, or in ISO spellings; null for anything else. */
export function timeOf(value: unknown): Date | null {
  const match = typeof value === 'string' ? TIME.exec(value.trim()) : null;
  if (!match) return null;
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', zone = 'Z'] = match;
  const offset = zone.toUpperCase() === 'Z' ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(-2)}`;
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.slice(0, 3).padEnd(3, '0')}`;
  const asUtc = new Date(`${local}Z`);
  // Date takes the 30th of February for the 1st of March.
  const isReal = !Number.isNaN(asUtc.getTime()) && asUtc.toISOString() === `${local}Z`;
  const time = new Date(`${local}${offset}`);
  return isReal && time.getTime() >= Date.UTC(1900, 0) && time.getTime() < Date.UTC(3000, 0) ? time : null;
}

/** A day `YYYY-MM-DD`, also at the beginning of a longer time; empty for nothing, null for any other text. */
export function dayOf(value: unknown): string | null {
  const text = lineOf(value).trim();
  if (text === '') return '';
  return timeOf(text) === null ? null : text.slice(0, 10);
}
