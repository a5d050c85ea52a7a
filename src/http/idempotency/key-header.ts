import type { Request } from 'express';
import { invalidFields } from '../../shared/invalid-fields.js';

export const IDEMPOTENCY_KEY = 'Idempotency-Key';

/** Long enough that nobody guesses one: it is all that keeps one guest's answer from another. */
const SANE_KEY = /^("?)([A-Za-z0-9_-]{16,128})\1$/;

/** The key the client made for this request, with or without the quotes of a structured field; undefined without one. Throws `invalid`. */
export function idempotencyKeyOf(request: Request): string | undefined {
  const sent = request.get(IDEMPOTENCY_KEY);
  if (sent === undefined) return undefined;
  const key = SANE_KEY.exec(sent.trim())?.[2];
  if (key !== undefined) return key;
  throw invalidFields([
    { path: IDEMPOTENCY_KEY, message: 'must be 16 to 128 letters, digits, dashes and underscores' },
  ]);
}
