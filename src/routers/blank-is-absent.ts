import { z } from 'zod';

/** A query parameter that a form sends empty when nothing was chosen: as good as none. */
export function blankIsAbsent<S extends z.ZodType>(schema: S) {
  return z.preprocess((value) => (value === '' ? undefined : value), schema.optional());
}
