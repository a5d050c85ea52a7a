import { z } from 'zod';
import { REQUIRED } from '../../shared/fields.js';
import { isCommonPassword } from './common-passwords.js';
import { isMadeOfProductWords } from './own-words.js';

/** bcrypt looks at 72 bytes only: a longer password is refused, never cut. */
export const MAX_PASSWORD_BYTES = 72;

/**
 * A password somebody chooses: at least `min` characters, at most 72 bytes, no NUL, and none that is tried first anywhere, or here.
 * Blanks inside and at the end count, and nothing is said about which characters it must have. `refuseOwnWords` says the rest.
 */
export function newPassword(min: number) {
  const isLongEnough = (password: string) => [...password].length >= min;
  // What is too short or too long is told only that.
  const isFreeOf = (words: (password: string) => boolean) => (password: string) =>
    !(isLongEnough(password) && fitsBcrypt(password) && words(password));
  return z
    .string()
    .refine((password) => password.trim() !== '', REQUIRED)
    .refine(isLongEnough, `must have at least ${min} characters`)
    .refine(fitsBcrypt, `must have at most ${MAX_PASSWORD_BYTES} bytes`)
    .refine((password) => !password.includes('\0') && password.isWellFormed(), 'must not contain NUL or broken Unicode')
    .refine(isFreeOf(isCommonPassword), 'is one of the most common passwords')
    .refine(isFreeOf(isMadeOfProductWords), 'must not be made of words of this product')
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
