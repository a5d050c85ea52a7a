import type { z } from 'zod';
import { describeMissing } from './fields.js';

const KINDS: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

const UNITS: Record<string, string> = { string: ' characters', array: ' elements' };

/** Says of a problem that its schema has no words for, behind the name of the field, what the field must be. */
export function describeIssue(issue: z.core.$ZodRawIssue): string | undefined {
  return describeMissing(issue) ?? describe(issue);
}

function describe(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'invalid_type') return issue.expected in KINDS ? `must be ${KINDS[issue.expected]}` : undefined;
  if (issue.code === 'invalid_value') {
    return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`;
  }
  if (issue.code === 'too_small') return `must be at least ${issue.minimum}${UNITS[issue.origin] ?? ''}`;
  if (issue.code === 'too_big') return `must be at most ${issue.maximum}${UNITS[issue.origin] ?? ''}`;
  if (issue.code === 'invalid_union') return 'has none of the forms it may have';
  return issue.code === 'unrecognized_keys' ? UNKNOWN_FIELD : undefined;
}

/** What a route that takes no other fields says of one. */
export const UNKNOWN_FIELD = 'is not a field of this request';
