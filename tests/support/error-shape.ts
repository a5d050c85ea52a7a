import { expect } from 'vitest';

type Answer = { status: number; headers: Record<string, string>; body: unknown };

export type Refusal = {
  status: number;
  error: string;
  code: string;
  /** Path and message of every problem, in any order. Left out: there must be no details at all. */
  details?: [path: string, message: string | RegExp][];
};

/** The generic refusal, which ends with the first problem. */
export const INVALID_SENTENCE: string = expect.stringMatching(/^Invalid fields: ./);
export const INVALID = { status: 400, error: INVALID_SENTENCE, code: 'request.invalid_fields' } as const;
export const MISSING = { status: 400, error: 'Missing fields', code: 'request.missing_fields' } as const;
export const MALFORMED = { status: 400, error: 'Malformed request', code: 'request.malformed' } as const;
export const NOT_JSON = { status: 400, error: 'Expected JSON', code: 'request.malformed_json' } as const;
export const WRONG_MEDIA = { status: 415, error: 'Expected JSON', code: 'request.unsupported_media' } as const;
export const TOO_LARGE = { status: 413, error: 'Request body is too large', code: 'request.too_large' } as const;
export const NO_ROUTE = { status: 404, error: 'Not found', code: 'route.not_found' } as const;
export const NO_ORDER = { status: 404, error: 'Order not found', code: 'order.not_found' } as const;

/** The contract's error shape and nothing beside it: no stack, no foreign text, and the id that the header names. */
export function expectRefusal(answer: Answer, refusal: Refusal): void {
  const { status, details, ...told } = refusal;
  const requestId = answer.headers['x-request-id'];
  const problems = details?.map(([path, message]) => ({
    path,
    message: typeof message === 'string' ? message : expect.stringMatching(message),
  }));

  expect({ status: answer.status, body: byPath(answer.body) }).toEqual({
    status,
    body: byPath({ ...told, requestId, ...(problems ? { details: problems } : {}) }),
  });
  if (told.error === INVALID_SENTENCE) expect((answer.body as Told).error).toBe(sentenceOf(answer.body as Told));
  expect(requestId).toMatch(/^[\w-]{8,64}$/);
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
}

type Told = { error: string; details: { path: string; message: string }[] };

function sentenceOf({ details: [first] }: Told): string {
  return `Invalid fields: ${first?.path || 'the body'} ${first?.message}`;
}

// The order of the problems is nobody's promise.
function byPath(body: unknown): unknown {
  const { details } = (body ?? {}) as { details?: unknown };
  if (!Array.isArray(details)) return body;
  const sorted = [...(details as { path: string }[])].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return { ...(body as object), details: sorted };
}
