import { z } from 'zod';
import { businessDays, parseDay } from './business-day.js';

/** An end of a range: a calendar day, or an instant with its offset. Years that a database may not know are refused. */
export const dayOrTime = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], 'must be a day as YYYY-MM-DD or a time as ISO 8601')
  .refine((text) => text >= '1900' && text < '3000', 'must be a year from 1900 to 2999')
  .meta({
    description: 'A day of the shop’s time zone, or an instant; the range includes it.',
    examples: ['2026-12-01'],
  });

type Ends = { from?: string | undefined; to?: string | undefined };

/** The range as a filter on a column of times: days are cut in the zone, and both ends are included. */
export function timesBetween(timeZone: string, { from, to }: Ends): { gte?: Date; lt?: Date; lte?: Date } {
  return { ...(from ? { gte: beginning(timeZone, from) } : {}), ...(to ? end(timeZone, to) : {}) };
}

function beginning(timeZone: string, text: string): Date {
  return isDay(text) ? businessDays(timeZone).startOf(parseDay(text)) : new Date(text);
}

function end(timeZone: string, text: string): { lt: Date } | { lte: Date } {
  return isDay(text) ? { lt: businessDays(timeZone).startOf(parseDay(text) + 1) } : { lte: new Date(text) };
}

function isDay(text: string): boolean {
  return text.length === 'YYYY-MM-DD'.length;
}
