import { z } from 'zod';
import { invalidFields } from './invalid-fields.js';

export const MAX_PAGE = 1_000;

/** The query every list takes. Without `limit` up to 1,000 rows come. */
export const pageQuery = {
  limit: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, 'must be a whole number from 1 to 1000')
    .transform(Number)
    .refine((limit) => limit <= MAX_PAGE, 'must be a whole number from 1 to 1000')
    .optional()
    .meta({
      type: 'integer',
      minimum: 1,
      maximum: MAX_PAGE,
      description: 'How many records to answer at most; 1,000 unless told otherwise.',
      examples: [50],
    }),
  cursor: z
    .string()
    .min(1, 'is not a cursor of this list')
    .max(200, 'is not a cursor of this list')
    .optional()
    .meta({ description: 'Where the page begins: the cursor in the `Link` header of the page before.' }),
};

export type PageRequest = { limit?: number | undefined; cursor?: string | undefined };

/** One page of a list, how many rows the whole list has, and the cursor of the next page if rows are left. */
export type Page<T> = { rows: T[]; total: number; next: string | null };

/** Where a page begins: after the row with this time and id. */
export type Position<Id extends string | number> = { at: Date; id: Id };

/** An id that the database gave out; a cursor with any other was not ours. */
export const rowId = z.int().min(1).max(2_147_483_647);

/**
 * What is left of a list behind `position`, newest first by `field` and then by id. The bound on `field` alone says nothing new; an
 * index can begin there, which it cannot at the OR.
 */
export function olderThan<Field extends string, Id extends string | number>(
  field: Field,
  { at, id }: Position<Id>,
): Record<Field, { lte: Date }> & { OR: (Record<Field, { lt: Date }> | { id: { lt: Id } })[] } {
  const bound = { [field]: { lte: at } } as Record<Field, { lte: Date }>;
  const earlier = { [field]: { lt: at } } as Record<Field, { lt: Date }>;
  return { ...bound, OR: [earlier, { id: { lt: id } }] };
}

const cursorShape = <Id>(id: z.ZodType<Id>) => z.tuple([z.int().min(0).max(8.64e15), id]);

export function encodeCursor(position: Position<string | number>): string {
  return Buffer.from(JSON.stringify([position.at.getTime(), position.id])).toString('base64url');
}

/** The position a cursor stands for. Throws `invalid` on anything this server did not make. */
export function decodeCursor<Id extends string | number>(cursor: string, id: z.ZodType<Id>): Position<Id> {
  try {
    const [at, lastId] = cursorShape(id).parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    const position = { at: new Date(at), id: lastId };
    if (encodeCursor(position) === cursor) return position;
  } catch {
    // Told below, in one voice with a cursor that parses but was not ours.
  }
  throw invalidFields([{ path: 'cursor', message: 'is not a cursor of this list' }]);
}

/** Cuts `limit + 1` fetched rows into a page; the extra row only tells that there is a next one. */
export function toPage<T>(
  rows: T[],
  limit: number,
  total: number,
  position: (row: T) => Position<string | number>,
): Page<T> {
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  return { rows: kept, total, next: rows.length > limit && last ? encodeCursor(position(last)) : null };
}

/** About how much one answer may weigh: a page that comes to more ends before its limit, and `next` says that rows are left. */
export const PAGE_BYTES = 4 * 1_048_576;

/** So many rows are read before it is known what a row weighs, and so many times more in each further step. */
const FIRST_STEP = 20;
const GROWTH = 5;

type WeighedPage<Row, Id extends string | number> = {
  limit: number;
  after: Position<Id> | undefined;
  /** At most `take` rows behind this one. */
  read: (after: Position<Id> | undefined, take: number) => Promise<Row[]>;
  position: (row: Row) => Position<Id>;
  /** About how many bytes of an answer the row becomes. */
  weigh: (row: Row) => number;
};

/**
 * A page of rows that may be heavy, read in steps: it ends at its limit, or where it weighs `PAGE_BYTES`. The first row is always in
 * it, so that every page leads on. `next` is null where no rows are left. No step reads much more than a page may weigh, if its rows
 * are like those before them.
 */
export async function weighedPage<Row, Id extends string | number>(
  asked: WeighedPage<Row, Id>,
): Promise<{ rows: Row[]; next: string | null }> {
  const { limit, read, position, weigh } = asked;
  const rows: Row[] = [];
  let { after } = asked;
  let step = FIRST_STEP;
  for (let bytes = 0; ; ) {
    const take = Math.min(step, limit - rows.length + 1);
    const slice = await read(after, take);
    for (const row of slice) {
      bytes += weigh(row);
      const last = rows.at(-1);
      if (last && (rows.length === limit || bytes > PAGE_BYTES)) return { rows, next: encodeCursor(position(last)) };
      rows.push(row);
    }
    const last = slice.at(-1);
    if (!last || slice.length < take) return { rows, next: null };
    after = position(last);
    const howManyFit = Math.ceil((PAGE_BYTES - bytes) / (bytes / rows.length)) + 1;
    step = Math.min(take * GROWTH, howManyFit);
  }
}

/** What the text adds to an answer, in bytes. */
export function bytesInAnswer(text: string | null): number {
  return text === null ? 0 : Buffer.byteLength(JSON.stringify(text));
}

/** Rows in memory at a time while a whole list is read. */
const READ_AT_A_TIME = 500;

/** Parts of rows, as the lines of orders, in memory at a time; and so many rows before it is known how many each has. */
const PARTS_AT_A_TIME = 1_000;
const FIRST_ROWS = 5;

/**
 * A whole list, page after page, each behind the last row of the one before: rows that come and go meanwhile shift no others. Where rows
 * are made of parts, which `partsOf` counts, a page holds about 1,000 of those, if its rows are like those before them.
 */
export async function* pagesOf<Row, Id extends string | number>(
  read: (after: Position<Id> | undefined, take: number) => Promise<Row[]>,
  position: (row: Row) => Position<Id>,
  partsOf?: (row: Row) => number,
): AsyncGenerator<Row[]> {
  let take = partsOf ? FIRST_ROWS : READ_AT_A_TIME;
  for (let after: Position<Id> | undefined; ; ) {
    const rows = await read(after, take);
    const last = rows.at(-1);
    if (last) yield rows;
    if (!last || rows.length < take) return;
    after = position(last);
    if (partsOf) take = rowsAtATime(rows.map(partsOf));
  }
}

function rowsAtATime(parts: number[]): number {
  const each = Math.max(1, parts.reduce((sum, count) => sum + count, 0) / parts.length);
  return Math.min(READ_AT_A_TIME, Math.max(1, Math.floor(PARTS_AT_A_TIME / each)));
}
