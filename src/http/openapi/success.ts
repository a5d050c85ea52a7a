import { z } from 'zod';
import { CSV } from '../csv-reply.js';
import { type AnyEndpoint, takesIdempotencyKey } from '../endpoint.js';
import { exampleOf } from './examples.js';
import { hasTag, headerReferences, type ResponseHeader } from './headers.js';
import type { SchemaWriter } from './json-schema.js';

/** The answers of the endpoint when all went well. */
export function successes(declared: AnyEndpoint, schemas: SchemaWriter): Record<string, object> {
  const isKept = declared.method === 'get' && hasTag(declared);
  const notModified = isPage(declared, schemas) ? 'page-not-modified' : 'not-modified';
  return {
    [String(declared.status)]: success(declared, schemas),
    ...(isKept ? { '304': { $ref: `#/components/responses/${notModified}` } } : {}),
  };
}

function success(declared: AnyEndpoint, schemas: SchemaWriter): object {
  const { response, status } = declared;
  const headers = headerReferences(headersOf(declared, schemas));
  if (!(response instanceof z.ZodType)) {
    const content = Object.fromEntries(response.file.map((type) => [type, { schema: fileSchema(type) }]));
    return { description: 'The file', headers, content };
  }
  const schema = schemas.write(response, 'output');
  return {
    description: isPage(declared, schemas) ? 'A page of the list' : status === 201 ? 'Created' : 'Done',
    headers,
    content: { 'application/json': { schema, example: exampleOf(schema, schemas) } },
  };
}

function headersOf(declared: AnyEndpoint, schemas: SchemaWriter): ResponseHeader[] {
  const headers: ResponseHeader[] = ['X-Request-Id'];
  if (hasTag(declared)) headers.push('ETag');
  if (isPage(declared, schemas)) headers.push('X-Total-Count', 'Link');
  if (takesIdempotencyKey(declared)) headers.push('Idempotency-Replayed');
  if (declared.body && declared.bodyType === undefined) headers.push('X-Ignored-Fields');
  if (declared.limits) headers.push('RateLimit', 'RateLimit-Policy');
  if (declared.refusesCrossSite) headers.push('Set-Cookie');
  if (!(declared.response instanceof z.ZodType) && declared.response.file.includes(CSV)) {
    headers.push('Content-Disposition');
  }
  return headers;
}

// Asked of the query as it is written, since some are converted as a whole.
function isPage({ response, query }: AnyEndpoint, schemas: SchemaWriter): boolean {
  if (!(response instanceof z.ZodArray) || !query) return false;
  return 'cursor' in ((schemas.write(query, 'input')['properties'] ?? {}) as object);
}

// OpenAPI 3.1: a binary file has no schema, its media type says it all.
function fileSchema(type: string): object {
  return type === 'image/png' ? {} : { type: 'string' };
}
