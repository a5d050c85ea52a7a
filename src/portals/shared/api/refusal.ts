export type RefusalDetail = { path: string; message: string };

type ErrorBody = { error?: string; code?: string; requestId?: string; details?: RefusalDetail[] };

/** What the server said no to, in its own sentence, with the number by which its log finds the request. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly code: string;
  readonly requestId: string | null;
  readonly details: RefusalDetail[];

  constructor(status: number, body: ErrorBody, requestId: string | null) {
    super(body.error ?? `HTTP ${status}`);
    this.status = status;
    this.code = body.code ?? 'unknown';
    this.requestId = body.requestId ?? requestId;
    this.details = body.details ?? [];
  }
}

/** The server could not be reached at all, or its answer broke off: nobody knows whether it did what it was asked. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** Whether the same request may well be taken later on: no answer, too many at once, or a server that is starting. */
export function mayPass(error: unknown): boolean {
  if (error instanceof Unreachable) return true;
  return error instanceof Refusal && (error.status >= 500 || [408, 425, 429].includes(error.status));
}
