import type { z } from 'zod';
import { AppError, type ErrorDetail } from '../shared/app-error.js';
import { describeIssue } from '../shared/describe-issue.js';
import { REQUIRED } from '../shared/fields.js';
import { invalidFields } from '../shared/invalid-fields.js';

/** More than any body within the limits on lists can hold. */
const MOST_DETAILS = 1_000;

/** The parsed value. Throws `invalid` that names every problem: `missingSentence` when something required is absent, null or blank. */
export function parseRequest<S extends z.ZodType>(
  schema: S,
  raw: unknown,
  missingSentence = 'Missing fields',
): z.output<S> {
  const parsed = schema.safeParse(raw, { error: describeIssue });
  if (parsed.success) return parsed.data;
  throw invalidRequest(parsed.error.issues, missingSentence);
}

function invalidRequest(issues: z.core.$ZodIssue[], missingSentence: string): AppError {
  const details = unique(issues.flatMap(detailsOf));
  if (details.some((detail) => detail.message === REQUIRED)) {
    return new AppError('invalid', 'request.missing_fields', missingSentence, { details });
  }
  const sentence = issues.find((issue) => issue.code === 'custom' && issue.params?.['sentence'] === true);
  if (!sentence) return invalidFields(details);
  return new AppError('invalid', 'request.invalid_fields', sentence.message, { details });
}

/** A problem for each field: of several that a route does not know, each one is named. */
function detailsOf(issue: z.core.$ZodIssue): ErrorDetail[] {
  const names = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [key]) : [[]];
  return names.map((name) => ({ path: [...issue.path, ...name].join('.'), message: issue.message }));
}

function unique(details: ErrorDetail[]): ErrorDetail[] {
  const seen = new Map(details.map((detail) => [`${detail.path}\n${detail.message}`, detail]));
  return [...seen.values()].slice(0, MOST_DETAILS);
}
