import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Express } from 'express';
import { expect } from 'vitest';
import { allOperations, apiDocument, type DocumentedAnswer, type JsonSchema, resolved } from './api-document.js';

const operations = new Map(allOperations.map(({ route, operation }) => [route, operation]));

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
  const listener: RequestListener = (request, response) => {
    const body = collect(response);
    response.once('finish', () => {
      for (const problem of problemsOf(request, response, body)) {
        const test = expect.getState().currentTestName ?? 'before the tests';
        problems.push(`${request.method} ${request.url} answered ${response.statusCode}: ${problem} (${test})`);
      }
    });
    app(request, response);
  };
  return listener as Express;
}

/** What the document does not say of this answer. */
function problemsOf(request: IncomingMessage, response: ServerResponse, chunks: Buffer[]): string[] {
  const route = (response as { locals?: { route?: string } }).locals?.route;
  const operation = route === undefined ? undefined : operations.get(route);
  const status = response.statusCode;
  if (request.method === 'HEAD' || request.headers['content-type']?.includes('x-www-form-urlencoded')) return [];
  const body = Buffer.concat(chunks).toString('utf8');
  if (!operation) {
    return status >= 400 && isJson(response) ? mismatches('#/components/schemas/Error', body) : [];
  }
  const documented = operation.responses[String(status)];
  if (!documented) return ['this status is not documented'];
  const name = '$ref' in documented ? documented.$ref : pointerTo(operation.operationId, status);
  return answerProblems(resolved<DocumentedAnswer>(documented), name, response, body);
}

function answerProblems(documented: DocumentedAnswer, name: string, response: ServerResponse, body: string): string[] {
  const headers = Object.entries(documented.headers ?? {});
  const missing = headers.filter(
    ([header, ref]) => resolved<JsonSchema>(ref)['required'] && !response.hasHeader(header),
  );
  const named = headers.map(([header]) => header);
  const extra = TELLING.filter((header) => response.hasHeader(header) && !named.includes(header));
  const problems = [
    ...missing.map(([header]) => `${header} is missing`),
    ...extra.map((header) => `${header} is not documented`),
  ];
  const type = String(response.getHeader('Content-Type') ?? '').split(';')[0] ?? '';
  if (!documented.content) return body === '' ? problems : [...problems, 'a body is not documented'];
  if (!documented.content[type]) return [...problems, `${type} is not documented`];
  if (type !== 'application/json') return problems;
  return [...problems, ...mismatches(`${name}/content/application~1json/schema`, body)];
}

function mismatches(pointer: string, body: string): string[] {
  const validate = validators.get(pointer) ?? ajv.compile({ $ref: `api${pointer}` });
  validators.set(pointer, validate);
  if (validate(JSON.parse(body))) return [];
  return (validate.errors ?? []).slice(0, 5).map((error) => {
    return `${error.instancePath || 'the body'} ${error.message} ${JSON.stringify(error.params)}, in ${body.slice(0, 200)}`;
  });
}

function pointerTo(operationId: string, status: number): string {
  const found = allOperations.find(({ operation }) => operation.operationId === operationId);
  return `#/paths/${encodeURIComponent((found?.path ?? '').replaceAll('/', '~1'))}/${found?.method}/responses/${status}`;
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
