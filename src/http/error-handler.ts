import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { isDatabaseTrouble } from '../db/prisma-errors.js';
import { AppError } from '../shared/app-error.js';
import type { ErrorKind } from '../shared/error-kind.js';
import type { Logger } from '../shared/logger.js';
import { currentRequestId } from '../shared/request-context.js';
import { fromFramework } from './framework-errors.js';

export const statusOf = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  preconditionFailed: 412,
  tooLarge: 413,
  unsupportedMedia: 415,
  unprocessable: 422,
  tooManyRequests: 429,
  headersTooLarge: 431,
  unavailable: 503,
} as const satisfies Record<ErrorKind, number>;

const RETRY_AFTER_SECONDS = 2;

/** The only place that writes a 4xx or 5xx. Nothing of an unexpected error leaves the server. */
export function errorHandler(logger: Logger): ErrorRequestHandler {
  return (error: unknown, _request, response, _next) => {
    const told = toAppError(error);
    if (!told) logger.error({ error }, 'unexpected error');
    // Not being ready is told once, by whoever found out; a probe asks every second.
    else if (/^(database|redis)\./.test(told.code)) logger.warn({ error }, 'answered 503');
    // Express would print the error as it is, and it may quote anything: what has begun is cut off, which no client takes for whole.
    if (response.headersSent) response.destroy();
    else sendError(response, told);
  };
}

export const unknownRoute: RequestHandler = () => {
  throw new AppError('notFound', 'route.not_found', 'Not found');
};

/** Answers with the contract's error shape; null stands for an error of our own. */
export function sendError(response: Response, error: AppError | null): void {
  const status = error ? statusOf[error.kind] : 500;
  if (status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
  const retryAfter = error?.retryAfterSeconds ?? (status === 503 ? RETRY_AFTER_SECONDS : undefined);
  if (retryAfter !== undefined) response.setHeader('Retry-After', String(retryAfter));
  response.setHeader('Cache-Control', 'no-store');
  response.locals['code'] = error?.code ?? 'server.error';
  response.status(status).json({
    error: error?.message ?? 'Internal server error',
    code: error?.code ?? 'server.error',
    requestId: currentRequestId(),
    ...(error?.details ? { details: error.details } : {}),
  });
}

function toAppError(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  if (isDatabaseTrouble(error)) {
    return new AppError('unavailable', 'database.unavailable', 'The database is not available', { cause: error });
  }
  return fromFramework(error);
}
