import { z } from 'zod';
import { CSV } from '../csv-reply.js';
import type { AnyEndpoint } from '../endpoint.js';
import { IDEMPOTENCY_KEY } from '../idempotency/key-header.js';
import { IGNORED_FIELDS } from '../ignored-fields.js';

/** The headers an answer can carry, as components of the document. */
export const responseHeaders = {
  'X-Request-Id': {
    description:
      'The id of this request in the server’s log: the one you sent, if it was 8 to 64 letters, digits, `-` or `_`.',
    schema: { type: 'string' },
    required: true,
  },
  'X-Total-Count': {
    description: 'How many records the whole list has, on all its pages.',
    schema: { type: 'integer', minimum: 0 },
    required: true,
  },
  ETag: {
    description: 'The state this answer shows: for `If-Match` on changes of a record, and for `If-None-Match`.',
    schema: { type: 'string' },
    required: true,
  },
  Link: {
    description: 'The next page as `<…>; rel="next"`; absent on the last one.',
    schema: { type: 'string' },
  },
  'Retry-After': {
    description: 'Seconds to wait before the next try.',
    schema: { type: 'integer', minimum: 0 },
    required: true,
  },
  'RateLimit-Policy': {
    description: 'The limits on this route: `"login";q=10;w=900` is 10 in 900 seconds.',
    schema: { type: 'string' },
  },
  RateLimit: {
    description: 'How the limit nearest to its end stands: `"login";r=9;t=900` is 9 left, and more in 900 seconds.',
    schema: { type: 'string' },
  },
  'WWW-Authenticate': { description: 'How to authenticate: `Bearer`.', schema: { type: 'string' }, required: true },
  'Idempotency-Replayed': {
    description: '`true` when this is the answer of an earlier request with the same `Idempotency-Key`.',
    schema: { type: 'string', const: 'true' },
  },
  [IGNORED_FIELDS]: {
    description:
      'The fields of your body that this route did nothing with, such as `total, items.unitPrice`; absent when all were used.',
    schema: { type: 'string' },
  },
  'Content-Disposition': {
    description: 'The name to save the file under.',
    schema: { type: 'string' },
    required: true,
  },
  'Set-Cookie': { description: 'The session cookie.', schema: { type: 'string' }, required: true },
} as const;

export type ResponseHeader = keyof typeof responseHeaders;

export function headerReferences(names: readonly ResponseHeader[]): Record<string, { $ref: string }> {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

/** Headers that many requests can carry. */
export const requestHeaders = {
  IdempotencyKey: {
    name: IDEMPOTENCY_KEY,
    in: 'header',
    description:
      'A random name for this request. When no answer came, send the same request with the same key again: it is carried out once, and the first answer is told again for a day. Keys are private to the caller.',
    schema: { type: 'string', pattern: '^[A-Za-z0-9_-]{16,128}$' },
    example: '5f0c6a5e-1f4e-4f0a-9d57-0b8f1c2d3e4f',
  },
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    description:
      'The `ETag` of the record as you saw it. The change happens only if nobody changed the record since; without it the last change wins.',
    schema: { type: 'string' },
    example: '*',
  },
  IfNoneMatch: {
    name: 'If-None-Match',
    in: 'header',
    description: 'The `ETag` of the answer you have. If it would be the same, the answer is 304 and empty.',
    schema: { type: 'string' },
    example: '"x"',
  },
} as const;

/** Whether the answer carries an ETag: all that is read and known whole before it is sent, and every record that was made or changed. */
export function hasTag({ method, resource, response }: AnyEndpoint): boolean {
  if (method === 'get') return response instanceof z.ZodType || (!response.stream && !response.file.includes(CSV));
  return resource !== undefined && method !== 'delete';
}

const NOT_MODIFIED = 'Nothing changed since the answer with the `ETag` that `If-None-Match` names.';

/** The answers to a reader who has it already. */
export const notModified = {
  'not-modified': { description: NOT_MODIFIED, headers: headerReferences(['X-Request-Id', 'ETag']) },
  'page-not-modified': {
    description: NOT_MODIFIED,
    headers: headerReferences(['X-Request-Id', 'ETag', 'X-Total-Count', 'Link']),
  },
};
