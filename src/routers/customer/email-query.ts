import { z } from 'zod';
import { CLEAN, isCleanLine } from '../../shared/fields.js';

/** `?email=`, which the older clients send with lists and deletions; what is not an address simply matches nobody. */
export const emailQuery = z.object({
  email: z
    .custom<string>((value) => typeof value === 'string' && value.trim() !== '', {
      message: 'Email query param is required',
      params: { sentence: true },
    })
    .transform((value) => value.trim().toLowerCase())
    .refine(isCleanLine, CLEAN)
    .meta({ type: 'string', description: 'The customer’s e-mail.', examples: ['asha@example.com'] }),
});
