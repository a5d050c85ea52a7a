import type { z } from 'zod';
import { allErrorCodes, type ErrorCode, errorCatalogue } from '../../shared/error-catalogue.js';
import type { AnyEndpoint } from '../endpoint.js';
import type { EndpointGroup } from './endpoint-group.js';
import type { errorWire } from './error.schema.js';
import { headerReferences, type ResponseHeader } from './headers.js';
import { possibleErrors, statusOfCode } from './possible-errors.js';

/** The endpoint's errors by status, as references to components: many routes refuse alike. */
export function refusals(declared: AnyEndpoint, group: EndpointGroup): Record<string, { $ref: string }> {
  const errors = possibleErrors(declared, group.alwaysAnswers ?? false);
  return Object.fromEntries(
    [...errors].map(([status, codes]) => [String(status), { $ref: `#/components/responses/${nameOf(codes)}` }]),
  );
}

/** What `refusals` of these groups refers to. */
export function refusalComponents(groups: readonly EndpointGroup[]): Record<string, object> {
  const lists = groups.flatMap((group) =>
    group.endpoints.flatMap((declared) => [...possibleErrors(declared, group.alwaysAnswers ?? false).values()]),
  );
  return Object.fromEntries(
    lists.map((codes): [string, object] => [nameOf(codes), refusal(codes)]).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** An example for every code that some route answers. */
export function refusalExamples(groups: readonly EndpointGroup[]): Record<string, object> {
  const used = new Set(
    groups.flatMap((group) =>
      group.endpoints.flatMap((declared) =>
        [...possibleErrors(declared, group.alwaysAnswers ?? false).values()].flat(),
      ),
    ),
  );
  return Object.fromEntries(allErrorCodes.filter((code) => used.has(code)).map((code) => [code, example(code)]));
}

function nameOf(codes: readonly ErrorCode[]): string {
  return codes.join('-or-');
}

function refusal(codes: readonly ErrorCode[]): object {
  const [first = 'server.error'] = codes;
  const status = statusOfCode(first);
  const headers: ResponseHeader[] = ['X-Request-Id'];
  if (status === 401) headers.push('WWW-Authenticate');
  if (status === 429 || status === 503) headers.push('Retry-After');
  if (status === 429) headers.push('RateLimit', 'RateLimit-Policy');
  return {
    description: codes.map((code) => `- \`${code}\`: ${errorCatalogue[code].when}`).join('\n'),
    headers: headerReferences(headers),
    content: {
      'application/json': {
        schema: { allOf: [{ $ref: '#/components/schemas/Error' }], properties: { code: { enum: codes } } },
        examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
      },
    },
  };
}

const DETAILS: Partial<Record<ErrorCode, z.infer<typeof errorWire>['details']>> = {
  'request.missing_fields': [{ path: 'name', message: 'is required' }],
  'auth.scope_missing': [{ path: 'Authorization', message: 'needs the scope orders:read' }],
  'request.invalid_fields': [{ path: 'name', message: 'must be at most 100 characters' }],
};

function example(code: ErrorCode): object {
  const { sentence, when } = errorCatalogue[code];
  const details = DETAILS[code];
  const value: z.infer<typeof errorWire> = {
    error: sentence,
    code,
    requestId: '6f1c2a52-4f0e-4bb5-9f0c-3d4f6c1b7a10',
    ...(details ? { details } : {}),
  };
  return { summary: when, value };
}
