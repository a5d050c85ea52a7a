import { AppError } from '../../shared/app-error.js';

/** The one answer to a failed login or a wrong current password: it does not say what was wrong. */
export function invalidCredentials(): AppError {
  return new AppError('unauthenticated', 'auth.invalid_credentials', 'Invalid credentials');
}
