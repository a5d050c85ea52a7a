import { AppError } from './app-error.js';

/** The refusal of a body that says something which its route does not do: `path` names the field, the sentence what is so instead. */
export function contradiction(path: string, sentence: string): AppError {
  const details = [{ path, message: 'contradicts what this route does' }];
  return new AppError('invalid', 'request.contradiction', sentence, { details });
}

/** Whether a field of a body says anything: absent, null and blank ones do not. */
export function isSaid(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}
