const DAY_MS = 86_400_000;
/** No zone is further from UTC; the first instant of a day is never further from its UTC midnight. */
const WIDEST_MS = 26 * 3_600_000;

/** How a zone cuts time into days. A day is its number since 1970-01-01, so that days are counted and compared as numbers. */
export type BusinessDays = {
  /** The day an instant falls on in the zone. */
  dayAt(at: Date): number;
  /** The first instant of a day: not always midnight, and not always 24 hours after the one before, where clocks change. */
  startOf(day: number): Date;
};

/** The days of an IANA zone. Throws a RangeError on a zone that does not exist. */
export function businessDays(timeZone: string): BusinessDays {
  const format = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  });
  const dayAt = (at: Date): number => {
    const parts = new Map(format.formatToParts(at).map((part) => [part.type, Number(part.value)]));
    return numberOf(parts.get('year') ?? 0, parts.get('month') ?? 0, parts.get('day') ?? 0);
  };
  const isBefore = (ms: number, day: number): boolean => dayAt(new Date(ms)) < day;
  // Nearly every day begins as many hours from UTC midnight as the one asked for last; clock changes are searched for.
  let lastOffset = 0;
  const startOf = (day: number): Date => {
    const guess = day * DAY_MS + lastOffset;
    const found = isBefore(guess - 1, day) && !isBefore(guess, day) ? guess : search(day, isBefore);
    lastOffset = found - day * DAY_MS;
    return new Date(found);
  };
  return { dayAt, startOf };
}

/** `2026-12-01` as a day. The text must be a calendar day. */
export function parseDay(text: string): number {
  return Math.floor(Date.parse(`${text}T00:00:00Z`) / DAY_MS);
}

/** A day as `YYYY-MM-DD`. */
export function formatDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** The day of an instant in a zone as `YYYY-MM-DD`, as reports cut it. Throws as `businessDays` does. */
export function dayIn(timeZone: string): (at: Date) => string {
  const { dayAt } = businessDays(timeZone);
  return (at) => formatDay(dayAt(at));
}

/** The first day of the month that a day is in, or of the month so many months after it. */
export function monthOf(day: number, after = 0): number {
  const date = new Date(day * DAY_MS);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + after, 1) / DAY_MS;
}

function numberOf(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / DAY_MS;
}

function search(day: number, isBefore: (ms: number, day: number) => boolean): number {
  let before = day * DAY_MS - WIDEST_MS;
  let notBefore = day * DAY_MS + WIDEST_MS;
  while (notBefore - before > 1) {
    const middle = Math.floor((before + notBefore) / 2);
    if (isBefore(middle, day)) before = middle;
    else notBefore = middle;
  }
  return notBefore;
}
