import { z } from 'zod';
import { CLEAN, isCleanLine, REQUIRED } from '../../shared/fields.js';
import { readScan, scannedOrderId } from './scanned-order-id.js';

const MAX_TEXT = 200;

/** An order in a body, as a scanner or a person types it: its id comes out, or the text itself when it can be no order's. */
export const scannedOrderText = z
  .string()
  .max(MAX_TEXT, `must be at most ${MAX_TEXT} characters`)
  .refine((text) => text.trim() !== '', REQUIRED)
  .refine((text) => readScan(text) !== null || isCleanLine(text), CLEAN)
  .transform(scannedOrderId)
  .meta({
    description: 'An order’s id, or what a scanner reads from its barcode or a piece’s tag.',
    minLength: 1,
    examples: ['k3f9a2xz'],
  });
