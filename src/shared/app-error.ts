export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'notFound'
  | 'conflict'
  | 'unprocessable'
  | 'tooLarge'
  | 'unsupportedMedia'
  | 'headersTooLarge'
  | 'unavailable';

export type ErrorDetail = { path: string; message: string };

/** A failure the caller is told about. `code` is stable and machine-readable, `message` is the sentence of the contract. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly kind: ErrorKind;
  readonly code: string;
  readonly details: ErrorDetail[] | undefined;

  constructor(
    kind: ErrorKind,
    code: string,
    message: string,
    options: { details?: ErrorDetail[]; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.kind = kind;
    this.code = code;
    this.details = options.details;
  }
}
