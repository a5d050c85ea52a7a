import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Express } from 'express';
import { expect } from 'vitest';
import {
  allOperations,
  apiDocument,
  type DocumentedAnswer,
  type JsonSchema,
  type Located,
  type Parameter,
  resolved,
} from './api-document.js';

const operations = new Map(allOperations.map((located) => [located.route, located]));

/** Headers that mean something: one that is not documented is as wrong as one that is missing. */
const TELLING = ['X-Total-Count', 'Link', 'ETag', 'Retry-After', 'WWW-Authenticate', 'Idempotency-Replayed'];

const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
// Clients must not mind fields they do not know, so the document allows them; here it must name every one.
ajv.addSchema(closed(apiDocument) as JsonSchema, 'api');
const validators = new Map<string, ValidateFunction>();

/**
 * The application, with a look at every answer it gives: an answer of a documented route must be one that the document describes, and
 * every other error has the documented shape. What is not goes to `problems`, with the test that saw it.
 */
export function watchAnswers(app: Express, problems: string[]): Express {
  const watch = (request: IncomingMessage, response: ServerResponse) => {
    const body = collect(response);
    response.once('finish', () => {
      for (const problem of problemsOf(request, response, body)) {
        const test = expect.getState().currentTestName ?? 'before the tests';
        problems.push(`${request.method} ${request.url} answered ${response.statusCode}: ${problem} (${test})`);
      }
    });
  };
  return new Proxy(app, {
    apply: (target, _self, [request, response]: Parameters<RequestListener>) => {
      watch(request, response);
      target(request, response);
    },
  });
}

/** An answer, however it was come by. */
export type SeenAnswer = { status: number; header: (name: string) => string | undefined; body: string };

function problemsOf(request: IncomingMessage, response: ServerResponse, chunks: Buffer[]): string[] {
  if (request.method === 'HEAD' || request.headers['content-type']?.includes('x-www-form-urlencoded')) return [];
  const answer: SeenAnswer = {
    status: response.statusCode,
    header: (name) => response.getHeader(name)?.toString(),
    body: Buffer.concat(chunks).toString('utf8'),
  };
  const route = (response as { locals?: { route?: string } }).locals?.route;
  const located = route === undefined ? undefined : operations.get(route);
  if (located) return undocumented(located, answer);
  return answer.status >= 400 && isJson(response) ? mismatches('#/components/schemas/Error', answer.body) : [];
}

/** What the document does not say of this answer to the operation. */
export function undocumented({ path, method, operation }: Located, answer: SeenAnswer): string[] {
  const documented = operation.responses[String(answer.status)];
  if (!documented) return ['this status is not documented'];
  const place = `#/paths/${encodeURIComponent(path.replaceAll('/', '~1'))}/${method}/responses/${answer.status}`;
  const { headers = {}, content } = resolved<DocumentedAnswer>(documented);
  const problems = headerProblems(headers, answer);
  const type = (answer.header('Content-Type') ?? '').split(';')[0] ?? '';
  if (!content) return answer.body === '' ? problems : [...problems, 'a body is not documented'];
  if (!content[type]) return [...problems, `${type} is not documented`];
  if (type !== 'application/json') return problems;
  const pointer = '$ref' in documented ? documented.$ref : place;
  return [...problems, ...mismatches(`${pointer}/content/application~1json/schema`, answer.body)];
}

function headerProblems(documented: NonNullable<DocumentedAnswer['headers']>, { header }: SeenAnswer): string[] {
  const names = Object.keys(documented);
  const required = Object.entries(documented).filter(([, reference]) => resolved<JsonSchema>(reference)['required']);
  const missing = required.filter(([name]) => header(name) === undefined);
  const extra = TELLING.filter((name) => header(name) !== undefined && !names.includes(name));
  return [...missing.map(([name]) => `${name} is missing`), ...extra.map((name) => `${name} is not documented`)];
}

/** What the document does not say of an event that a receiver got. */
export function undocumentedEvent(received: { headers: Record<string, unknown>; body: string }): string[] {
  const { type } = JSON.parse(received.body) as { type: string };
  const webhook = apiDocument.webhooks[type]?.post;
  if (!webhook) return [`${type} is not documented`];
  const headers = (webhook.parameters ?? []).map((declared) => resolved<Parameter>(declared));
  const wrong = headers.filter(({ name, schema }) => !ajv.validate(schema, received.headers[name]));
  const known = [...headers.map(({ name }) => name), 'host', 'connection', 'content-type', 'content-length'];
  const extra = Object.keys(received.headers).filter((name) => !known.includes(name));
  const place = `#/webhooks/${type}/post/requestBody/content/application~1json/schema`;
  return [
    ...wrong.map(({ name }) => `${type}: the header ${name} is not as documented`),
    ...extra.map((name) => `${type}: the header ${name} is not documented`),
    ...(received.headers['content-type'] === 'application/json' ? [] : [`${type}: its media type is not documented`]),
    ...mismatches(place, received.body).map((problem) => `${type}: ${problem}`),
  ];
}

function mismatches(pointer: string, body: string): string[] {
  const validate = validators.get(pointer) ?? ajv.compile({ $ref: `api${pointer}` });
  validators.set(pointer, validate);
  if (validate(JSON.parse(body))) return [];
  return (validate.errors ?? []).slice(0, 5).map((error) => {
    return `${error.instancePath || 'the body'} ${error.message} ${JSON.stringify(error.params)}, in ${body.slice(0, 200)}`;
  });
}

function collect(response: ServerResponse): Buffer[] {
  const chunks: Buffer[] = [];
  const keep = (chunk: unknown) => {
    if ((typeof chunk === 'string' || chunk instanceof Uint8Array) && isJson(response)) chunks.push(Buffer.from(chunk));
  };
  const write = response.write.bind(response) as (...args: unknown[]) => boolean;
  const end = response.end.bind(response) as (...args: unknown[]) => ServerResponse;
  response.write = ((...args: unknown[]) => {
    keep(args[0]);
    return write(...args);
  }) as typeof response.write;
  response.end = ((...args: unknown[]) => {
    keep(args[0]);
    return end(...args);
  }) as typeof response.end;
  return chunks;
}

function isJson(response: ServerResponse): boolean {
  return String(response.getHeader('Content-Type') ?? '').startsWith('application/json');
}

/** The same schema, in which no object has properties but the named ones. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, closed(part)]));
  const isShape = typeof inner['properties'] === 'object' && !('additionalProperties' in inner) && !('allOf' in inner);
  return isShape ? { ...inner, additionalProperties: false } : inner;
}
