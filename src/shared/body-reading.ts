import { z } from 'zod';

/** What a schema's shape does not say about the fields that it reads of an object. */
type Reading = {
  /** Other spellings that it takes for its own. */
  alsoReads?: readonly string[];
  /** Fields of this body that others in it overrule, so that nothing was done with them. */
  overruled?: (body: Record<string, unknown>) => string[];
};

/** Told beside the schema, for the answer's list of fields that were not used. */
export const bodyReading = z.registry<Reading>();
