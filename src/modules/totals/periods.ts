const QUARTER_MS = 900_000;
/** So many quarters of an hour lie between the years 1 and 1970: no time we keep has a negative period. */
const QUARTERS_BEFORE_1970 = 69_039_552;
/** After every time that can be asked for: the year 3504. */
const LAST_QUARTER = 122_880_000;

/** Quarters of an hour in one period of a level: a quarter, a day of UTC, 32 of those, all of time. */
export const LEVEL_WIDTHS = [1, 96, 3_072, 1_073_741_824] as const;
const ALL_OF_TIME = 3;

/** Periods of one level, from `from` until before `to`. */
export type PeriodRange = { level: number; from: number; to: number };

/** Instants from `gte` until before `lt`; without an end all that there are. */
export type TimeRange = { gte?: Date; lt?: Date };

export const everything: readonly PeriodRange[] = [{ level: ALL_OF_TIME, from: 0, to: 1 }];

/** The quarter of an hour that begins at this instant; null when none does. Days of every zone since 1972 begin with one. */
export function quarterAt(at: Date): number | null {
  const quarter = at.getTime() / QUARTER_MS;
  return Number.isInteger(quarter) ? quarter + QUARTERS_BEFORE_1970 : null;
}

/** The whole quarters of an hour in a range, and what is left at its ends, a quarter of an hour long or less each. */
export function quartersOf({ gte, lt }: Partial<Record<keyof TimeRange, Date | undefined>>): {
  from: number;
  to: number;
  ends: Required<TimeRange>[];
} {
  const first = gte ? Math.ceil(gte.getTime() / QUARTER_MS) : -QUARTERS_BEFORE_1970;
  const last = lt ? Math.floor(lt.getTime() / QUARTER_MS) : LAST_QUARTER - QUARTERS_BEFORE_1970;
  // All within one quarter, or nothing at all.
  if (first > last) return { from: 0, to: 0, ends: gte && lt && gte < lt ? [{ gte, lt }] : [] };
  const [begin, end] = [new Date(first * QUARTER_MS), new Date(last * QUARTER_MS)];
  return {
    from: first + QUARTERS_BEFORE_1970,
    to: last + QUARTERS_BEFORE_1970,
    ends: [...(gte && gte < begin ? [{ gte, lt: begin }] : []), ...(lt && end < lt ? [{ gte: end, lt }] : [])],
  };
}

/** The same quarters of an hour in as few periods as levels allow: five stretches at most, however long the range. */
export function cover(from: number, to: number, level = ALL_OF_TIME - 1): PeriodRange[] {
  if (from >= to) return [];
  const width = LEVEL_WIDTHS[level] ?? 1;
  const [first, last] = [Math.ceil(from / width), Math.floor(to / width)];
  if (first >= last) return cover(from, to, level - 1);
  const before = cover(from, first * width, level - 1);
  return [...before, { level, from: first, to: last }, ...cover(last * width, to, level - 1)];
}
