import { AppError, type ErrorDetail } from './app-error.js';

/** An answer's sentence is read on a screen: what a client sent may be any length. */
const LONGEST_SENTENCE = 300;

/** The generic refusal of input, whose sentence ends with the first problem: `Invalid fields: price must be a number`. */
export function invalidFields(details: ErrorDetail[]): AppError {
  return new AppError('invalid', 'request.invalid_fields', sentenceOf(details[0]), { details });
}

function sentenceOf(first: ErrorDetail | undefined): string {
  if (!first) return 'Invalid fields';
  const sentence = `Invalid fields: ${first.path === '' ? 'the body' : first.path} ${first.message}`;
  return sentence.length > LONGEST_SENTENCE ? `${sentence.slice(0, LONGEST_SENTENCE - 1).toWellFormed()}…` : sentence;
}
