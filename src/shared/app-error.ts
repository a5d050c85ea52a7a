import type { ErrorCode } from './error-catalogue.js';
import type { ErrorKind } from './error-kind.js';

export type ErrorDetail = { path: string; message: string };

/** A failure the caller is told about. `code` is stable and machine-readable, `message` is the sentence of the contract. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly kind: ErrorKind;
  readonly code: ErrorCode;
  readonly details: ErrorDetail[] | undefined;
  /** When trying again is worth it, where that is known. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    kind: ErrorKind,
    code: ErrorCode,
    message: string,
    options: { details?: ErrorDetail[]; cause?: unknown; retryAfterSeconds?: number } = {},
  ) {
    super(message, { cause: options.cause });
    this.kind = kind;
    this.code = code;
    this.details = options.details;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}
