import { z } from 'zod';
import { REQUIRED } from '../../shared/fields.js';

/** bcrypt looks at 72 bytes only: a longer password is refused, never cut. */
export const MAX_PASSWORD_BYTES = 72;

/** A password somebody chooses: at least `min` characters, at most 72 bytes, no NUL; blanks inside and at the end count. */
export function newPassword(min: number) {
  return z
    .string()
    .refine((password) => password.trim() !== '', REQUIRED)
    .refine((password) => [...password].length >= min, `must have at least ${min} characters`)
    .refine(fitsBcrypt, `must have at most ${MAX_PASSWORD_BYTES} bytes`)
    .refine((password) => !password.includes('\0') && password.isWellFormed(), 'must not contain NUL or broken Unicode')
    .meta({
      format: 'password',
      minLength: min,
      maxLength: MAX_PASSWORD_BYTES,
      description: `At least ${min} characters and at most ${MAX_PASSWORD_BYTES} bytes in UTF-8.`,
    });
}

/** A password somebody logs in with: anything goes, because a wrong one is simply wrong. */
export const givenPassword = z
  .string()
  .refine((password) => password !== '', REQUIRED)
  .meta({ format: 'password', minLength: 1 });

export function fitsBcrypt(password: string): boolean {
  return Buffer.byteLength(password) <= MAX_PASSWORD_BYTES;
}
