import { z } from 'zod';
import { blankIsAbsent } from './blank-is-absent.js';

/** `?missing=1`: only the orders that staff look for. */
export const missingFilter = blankIsAbsent(z.enum(['0', '1'], 'must be 1 or 0'))
  .transform((text) => text === '1')
  .meta({ description: '`1`: only orders that are missing.' });
