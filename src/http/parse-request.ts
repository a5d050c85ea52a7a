import type { z } from 'zod';
import { AppError, type ErrorDetail } from '../shared/app-error.js';
import { describeMissing, REQUIRED } from '../shared/fields.js';

/** More than any body within the limits on lists can hold. */
const MOST_DETAILS = 1_000;

/** The parsed value. Throws `invalid` that names every problem: `missingSentence` when something required is absent, null or blank. */
export function parseRequest<S extends z.ZodType>(
  schema: S,
  raw: unknown,
  missingSentence = 'Missing fields',
): z.output<S> {
  const parsed = schema.safeParse(raw, { error: describeMissing });
  if (parsed.success) return parsed.data;
  throw invalidRequest(parsed.error.issues, missingSentence);
}

function invalidRequest(issues: z.core.$ZodIssue[], missingSentence: string): AppError {
  const details = unique(issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })));
  if (details.some((detail) => detail.message === REQUIRED)) {
    return new AppError('invalid', 'request.missing_fields', missingSentence, { details });
  }
  const sentence = issues.find((issue) => issue.code === 'custom' && issue.params?.['sentence'] === true);
  return new AppError('invalid', 'request.invalid_fields', sentence?.message ?? 'Invalid fields', { details });
}

function unique(details: ErrorDetail[]): ErrorDetail[] {
  const seen = new Map(details.map((detail) => [`${detail.path}\n${detail.message}`, detail]));
  return [...seen.values()].slice(0, MOST_DETAILS);
}
