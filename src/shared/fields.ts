import { z } from 'zod';

/** The message that turns a problem into `Missing fields`: absent, null or blank where something is required. */
export const REQUIRED = 'is required';

/** For a schema's `error`: says of what is absent, null or blank that it is required. */
export function describeMissing(issue: z.core.$ZodRawIssue): string | undefined {
  // A form sends an empty field as '', also where a number or a choice belongs.
  const isBlank = issue.input === '' && (issue.code === 'invalid_type' || issue.code === 'invalid_value');
  return issue.input === undefined || issue.input === null || isBlank ? REQUIRED : undefined;
}

export const CLEAN = 'must not contain control characters or broken Unicode';
const LINE_CONTROLS = /\p{Cc}/u;
const TEXT_CONTROLS = /(?![\n\r\t])\p{Cc}/u;

/** A required line of text, kept as it came; NUL, control characters, lone surrogates and blanks alone are refused. */
export function line(max: number) {
  return z
    .string()
    .max(max, `must be at most ${max} characters`)
    .refine(notBlank, REQUIRED)
    .refine(isCleanLine, CLEAN)
    .meta({ pattern: '\\S' });
}

/** Optional text of several lines. Null means cleared. */
export function optionalText(max: number) {
  return z
    .string()
    .max(max, `must be at most ${max} characters`)
    .refine((text) => text.isWellFormed() && !TEXT_CONTROLS.test(text), CLEAN)
    .nullish();
}

/** Optional text of one line. Null means cleared. */
export function optionalLine(max: number) {
  return z.string().max(max, `must be at most ${max} characters`).refine(isCleanLine, CLEAN).nullish();
}

/** One person is one e-mail: trimmed and lower-cased before anything looks at it. */
export const email = z
  .string()
  .trim()
  .toLowerCase()
  .refine(notBlank, REQUIRED)
  .pipe(z.email('must be an e-mail address').max(254, 'must be at most 254 characters'))
  .meta({ format: 'email', maxLength: 254, description: 'Trimmed and lower-cased on the way in.' });

/** The field, or nothing where it is blank or null: what older clients send for what a person does not have. */
export function orBlank(field: z.ZodType<string>) {
  return z
    .custom<string | null>((value) => value === null || typeof value === 'string', 'must be text')
    .meta({ type: 'string' })
    .transform((text, context) => {
      if (text === null || text.trim() === '') return '';
      const parsed = field.safeParse(text);
      if (parsed.success) return parsed.data;
      for (const { message } of parsed.error.issues) context.addIssue(message);
      return z.NEVER;
    });
}

/** The largest number that a record can have. */
export const LARGEST_ID = 2_147_483_647;

/** The number of a record in a body. What none can have reads as 0, which none has: it is like any other number that nobody has. */
export const recordNumber = z
  .int()
  .positive()
  .transform((number) => (number <= LARGEST_ID ? number : 0));

/** A calendar day `YYYY-MM-DD`, or nothing. Days in the past are fine: counters back-date. */
export const optionalDay = z
  .union([z.literal(''), z.iso.date('must be a day as YYYY-MM-DD')], 'must be a day as YYYY-MM-DD')
  .refine((day) => day === '' || day >= '1900-01-01', 'must be a day as YYYY-MM-DD')
  .nullish()
  .meta({ description: 'A calendar day `YYYY-MM-DD`, also in the past; empty is none.', examples: ['2026-12-01'] });

/** Whether text is one line that every database can hold: no NUL, no control characters, no lone surrogates. */
export function isCleanLine(text: string): boolean {
  return text.isWellFormed() && !LINE_CONTROLS.test(text);
}

function notBlank(text: string): boolean {
  return text.trim() !== '';
}

/** A point in time as answers carry it: ISO 8601 in UTC with milliseconds. */
export const instant = z.iso.datetime().meta({ examples: ['2026-11-30T09:30:00.000Z'] });
