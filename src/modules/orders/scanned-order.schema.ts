import { z } from 'zod';
import { CLEAN, isCleanLine, REQUIRED } from '../../shared/fields.js';
import { readScan } from './scanned-order-id.js';
import { withoutSymbology } from './ticket-number.js';

const MAX_TEXT = 200;

/** An order in a body, as a scanner or a person types it; which it is, `namedOrder` tells. */
export const scannedOrderText = z
  .string()
  .max(MAX_TEXT, `must be at most ${MAX_TEXT} characters`)
  .refine((text) => text.trim() !== '', REQUIRED)
  .refine((text) => readScan(text) !== null || isCleanLine(withoutSymbology(text)), CLEAN)
  .meta({
    description:
      'An order’s id, or what a scanner reads from its barcode, a piece’s tag or its ticket of the older server.',
    minLength: 1,
    examples: ['k3f9a2xz'],
  });

const optionalName = z.preprocess(
  (value) => (value === null || value === '' ? undefined : value),
  scannedOrderText.optional(),
);

/** An order that a body names by its id or by what a scanner reads of it; see `orderOfBody`. */
export const orderInBody = z
  .object({ orderId: optionalName, barcode: optionalName })
  .refine(({ orderId, barcode }) => orderId || barcode, { path: ['orderId'], message: REQUIRED });
