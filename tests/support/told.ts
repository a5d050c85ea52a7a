import type { Response } from 'supertest';

/** All that a caller can tell two refusals apart by, except the request id. */
export function refusal(response: Response): object {
  const { requestId, ...body } = response.body;
  const headers = Object.fromEntries(
    ['www-authenticate', 'cache-control', 'content-type', 'set-cookie'].map((name) => [name, response.headers[name]]),
  );
  return { status: response.status, body, headers, hasRequestId: typeof requestId === 'string' };
}

export const invalidCredentials = { error: 'Invalid credentials', code: 'auth.invalid_credentials' };
export const invalidToken = { error: 'Invalid or expired token', code: 'auth.invalid_token' };
export const tokenRequired = { error: 'Authentication required', code: 'auth.required' };
export const wrongRole = { error: 'Forbidden', code: 'auth.wrong_role' };
export const notYours = { error: 'Unauthorized', code: 'order.not_yours' };
export const emailExists = { error: 'Email exists', code: 'customer.email_taken' };
export const scopeMissing = { error: 'Forbidden', code: 'auth.scope_missing' };
