import { z } from 'zod';
import { CLEAN, isCleanLine, REQUIRED } from '../../shared/fields.js';
import { givenPassword } from './password.schema.js';

/** What every login takes. An e-mail that is none is not told apart from one that nobody has. */
export const logInBody = z
  .object({
    email: z
      .string()
      .trim()
      .toLowerCase()
      .refine((text) => text !== '', REQUIRED)
      .refine(isCleanLine, CLEAN)
      .meta({ pattern: '\\S' }),
    password: givenPassword,
  })
  .meta({ id: 'LogIn', examples: [{ email: 'asha@example.com', password: 'correct horse battery' }] });

/** The token that a login answers. */
export const issuedToken = z.string().meta({
  description: 'To be sent as `Authorization: Bearer …`. What is inside is nobody’s business but the server’s.',
  examples: ['eyJhbGciOiJIUzI1NiJ9.…'],
});

/** When a token ends unless it is renewed. */
export const tokenEnd = z.iso.datetime().meta({
  description: 'When the token ends by itself. A living token can be renewed before.',
  examples: ['2026-11-30T21:30:00.000Z'],
});

/** A token with its end, as a renewal answers it. */
export const issuedTokenWire = z.strictObject({ token: issuedToken, expiresAt: tokenEnd }).meta({ id: 'IssuedToken' });
