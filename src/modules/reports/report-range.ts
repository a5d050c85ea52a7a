import type { AppError } from '../../shared/app-error.js';
import { type BusinessDays, parseDay } from '../../shared/business-day.js';
import { invalidFields } from '../../shared/invalid-fields.js';

const DEFAULT_DAYS = 30;
const MOST_DAYS = 366;

/** Calendar days, both included; an empty one is as good as none. */
export type DayRange = { from?: string | null | undefined; to?: string | null | undefined };

/**
 * The days a report is about: as given, else up to today and 30 days in all. Throws `request.invalid_fields` when the range ends
 * before it begins or is longer than a leap year.
 */
export function reportDays(range: DayRange, today: number): number[] {
  const to = range.to ? parseDay(range.to) : today;
  const from = range.from ? parseDay(range.from) : to - DEFAULT_DAYS + 1;
  if (from > to) throw invalidRange('must not be after to');
  if (to - from >= MOST_DAYS) throw invalidRange(`must be at most ${MOST_DAYS} days before to`);
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** Those days as instants. */
export function rangeOf(zone: BusinessDays, days: number[]): { gte: Date; lt: Date } {
  return { gte: zone.startOf(days.at(0) ?? 0), lt: zone.startOf((days.at(-1) ?? 0) + 1) };
}

function invalidRange(message: string): AppError {
  return invalidFields([{ path: 'from', message }]);
}
