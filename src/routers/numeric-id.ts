import { z } from 'zod';
import { LARGEST_ID } from '../shared/fields.js';

/** An id in a path. What cannot be one reads as 0, which no record has: not found, like any other id that nobody has. */
export const numericId = z.object({
  id: z
    .string()
    .transform((text) => (/^[1-9]\d{0,9}$/.test(text) && Number(text) <= LARGEST_ID ? Number(text) : 0))
    .meta({ type: 'integer', minimum: 1, maximum: LARGEST_ID, description: 'The id of the record.', examples: [7] }),
});
