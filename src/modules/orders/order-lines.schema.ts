import { z } from 'zod';
import { bodyReading } from '../../shared/body-reading.js';
import { CLEAN, isCleanLine, optionalText } from '../../shared/fields.js';
import { listOf } from '../../shared/list.js';
import { toMilli } from '../../shared/quantity.js';

export const MAX_LINES = 200;
export const MAX_QUANTITY = 999;
/** Pieces become rows, tags and labels: an order past this is several orders. */
export const MAX_PIECES = 2_000;

/** One line as ordered: which service, how much of it (pieces, or what was weighed or measured), and what the clerk or customer wrote beside it. */
export type RequestedLine = { serviceId: string; quantity: number; note: string | null };

/** The same in a change: without a note it is the one that was there. */
export type AskedLine = Omit<RequestedLine, 'note'> & { note?: string | null | undefined };

const NON_EMPTY = 'serviceIds must be a non-empty list';

const EMPTY = { message: NON_EMPTY, params: { sentence: true } };

const serviceId = z.string().max(100, 'must be at most 100 characters').refine(isCleanLine, CLEAN);

const item = z
  .object({
    serviceId,
    quantity: z
      .number('must be a whole number')
      .refine((quantity) => Number.isInteger(quantity) || quantity > 0, `must be from 1 to ${MAX_QUANTITY}`)
      .refine((quantity) => !Number.isInteger(quantity) || quantity >= 1, `must be from 1 to ${MAX_QUANTITY}`)
      .max(MAX_QUANTITY, `must be from 1 to ${MAX_QUANTITY}`)
      .refine((quantity) => toMilli(quantity) !== null, 'must have at most 3 decimals')
      .nullish()
      .transform((quantity) => quantity ?? 1)
      .meta({ description: 'Pieces, or pairs; with decimals where the service is by `kg` or `m2`.' }),
    note: optionalText(500),
  })
  .meta({ id: 'OrderedItem' });

const items = listOf(item, MAX_LINES, EMPTY);
const serviceIds = listOf(serviceId, MAX_LINES, { ...EMPTY, orNone: true });
const commaSeparated = z
  .union(
    [
      z.string().transform((ids) =>
        ids
          .split(',')
          .map((id) => id.trim())
          .filter(Boolean),
      ),
      z.array(z.unknown()),
    ],
    'must be an id, ids separated by commas, or a list of ids',
  )
  .transform((ids): unknown => ids)
  .pipe(serviceIds)
  .meta({
    anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }],
    description: 'An old alias of `serviceIds`: one id, ids with commas between them, or a list.',
  });

const selection = z
  .object({
    items: items.nullish().meta({ description: `At most ${MAX_PIECES} pieces in all.` }),
    serviceIds: serviceIds.nullish().meta({ description: 'An id named twice is quantity 2.' }),
    serviceId: commaSeparated.nullish(),
  })
  .register(bodyReading, {
    // The first of them that says something wins.
    overruled: (body) => ['items', 'serviceIds', 'serviceId'].filter((name) => (body[name] ?? null) !== null).slice(1),
  });

/** What is ordered: `items`, else `serviceIds`, else its old alias `serviceId`. An id named twice is quantity 2. */
export const requiredLines = selection
  .superRefine((body, context) => {
    if (body.items ?? body.serviceIds ?? body.serviceId) return;
    context.addIssue({ code: 'custom', path: ['serviceIds'], message: 'is required' });
  })
  .transform((body) => ({
    lines: (askedIn(body) ?? []).map((line): RequestedLine => ({ ...line, note: line.note ?? null })),
  }))
  .superRefine(refuseTooManyPieces);

/**
 * The same in a change, where absent stays undefined. `echo` is `serviceId` alone, which consoles send back as they read it: the
 * service of each line, whatever its quantity.
 */
export const optionalLines = selection
  .transform((body) => ({
    lines: askedIn(body),
    echo: body.items || body.serviceIds ? undefined : (body.serviceId ?? undefined),
  }))
  .superRefine(refuseTooManyPieces);

function askedIn(body: z.infer<typeof selection>): AskedLine[] | undefined {
  if (body.items) return body.items.map(({ note, ...line }) => ({ ...line, note: note === '' ? null : note }));
  const ids = body.serviceIds ?? body.serviceId;
  return ids ? fold(ids) : undefined;
}

function fold(ids: string[]): AskedLine[] {
  const quantities = new Map<string, number>();
  for (const id of ids) quantities.set(id, (quantities.get(id) ?? 0) + 1);
  return [...quantities].map(([serviceId, quantity]) => ({ serviceId, quantity, note: undefined }));
}

function refuseTooManyPieces(body: { lines: AskedLine[] | undefined }, context: z.core.$RefinementCtx): void {
  const pieces = (body.lines ?? []).reduce((sum, line) => sum + line.quantity, 0);
  if (pieces <= MAX_PIECES) return;
  context.addIssue({ code: 'custom', path: ['items'], message: `must not hold more than ${MAX_PIECES} pieces in all` });
}
