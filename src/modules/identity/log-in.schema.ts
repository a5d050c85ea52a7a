import { z } from 'zod';
import { CLEAN, isCleanLine, REQUIRED } from '../../shared/fields.js';
import { givenPassword } from './password.schema.js';

/** What every login takes. An e-mail that is none is not told apart from one that nobody has. */
export const logInBody = z.object({
  email: z
    .string()
    .trim()
    .toLowerCase()
    .refine((text) => text !== '', REQUIRED)
    .refine(isCleanLine, CLEAN),
  password: givenPassword,
});
