import { allErrorCodes, type ErrorCode, errorCatalogue } from '../../shared/error-catalogue.js';
import { type AnyEndpoint, takesIdempotencyKey, takesIfMatch } from '../endpoint.js';
import { statusOf } from '../error-handler.js';
import { errorsOfNames } from '../names-in-path.js';

/** What any route may answer that waits for the server to take work. */
const ANY_WORK: ErrorCode[] = [
  'limit.exceeded',
  'server.not_ready',
  'server.overloaded',
  'server.unread',
  'server.stopping',
  'database.unavailable',
  'redis.unavailable',
];

const KEYED_WORK: ErrorCode[] = [
  'request.invalid_fields',
  'idempotency.other_request',
  'idempotency.in_progress',
  'idempotency.answer_not_kept',
];

const CONDITIONAL_WORK: ErrorCode[] = ['request.invalid_fields', 'precondition.failed'];

/** Every code the endpoint can answer, by status: what it declares, and what follows from its shape and from who may call it. */
export function possibleErrors(declared: AnyEndpoint, alwaysAnswers: boolean): Map<number, ErrorCode[]> {
  const codes: ErrorCode[] = [
    ...inputErrors(declared),
    ...callerErrors(declared),
    ...(takesIdempotencyKey(declared) ? KEYED_WORK : []),
    ...(takesIfMatch(declared) ? CONDITIONAL_WORK : []),
    ...(declared.errors ?? []),
    ...(declared.access === 'public' || declared.access.every((type) => type === 'customer')
      ? []
      : errorsOfNames(declared)),
    'server.error',
    ...(alwaysAnswers ? [] : ANY_WORK),
  ];
  const byStatus = new Map<number, ErrorCode[]>();
  // In the order of the catalogue, so that routes that refuse alike are described alike.
  for (const code of allErrorCodes.filter((known) => codes.includes(known))) {
    const status = statusOfCode(code);
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return new Map([...byStatus].toSorted(([a], [b]) => a - b));
}

export function statusOfCode(code: ErrorCode): number {
  const { kind } = errorCatalogue[code];
  return { ...statusOf, timeout: 408, internal: 500 }[kind];
}

function inputErrors({ params, query, body, bodyType }: AnyEndpoint): ErrorCode[] {
  const codes: ErrorCode[] = [];
  if (params) codes.push('request.malformed');
  if (query) codes.push('request.invalid_fields');
  if (!body) return codes;
  codes.push('request.missing_fields', 'request.invalid_fields', 'request.malformed', 'request.too_large');
  codes.push('request.unsupported_media');
  if (bodyType === undefined) codes.push('request.malformed_json', 'request.not_json');
  else codes.push('request.not_csv');
  return codes;
}

function callerErrors({ access, method, refusesCrossSite }: AnyEndpoint): ErrorCode[] {
  if (access === 'public') return refusesCrossSite ? ['auth.cross_site'] : [];
  const codes: ErrorCode[] = ['auth.invalid_token', 'auth.scope_missing'];
  if (!access.includes('anonymous')) codes.push('auth.required', 'auth.wrong_role');
  if (method !== 'get') codes.push('auth.cross_site');
  return codes;
}
