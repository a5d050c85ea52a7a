import type { z } from 'zod';
import { type AnyEndpoint, takesIdempotencyKey, takesIfMatch } from '../endpoint.js';
import { hasTag, type requestHeaders } from './headers.js';
import type { JsonSchema, SchemaWriter } from './json-schema.js';

/** All that a request of the endpoint can carry beside its body. */
export function parametersOf(declared: AnyEndpoint, schemas: SchemaWriter): object[] {
  return [
    ...parametersIn('path', declared.params, schemas),
    ...parametersIn('query', declared.query, schemas),
    ...parametersIn('header', declared.headers, schemas),
    ...headersOf(declared).map((name) => ({ $ref: `#/components/parameters/${name}` })),
  ];
}

function headersOf(declared: AnyEndpoint): (keyof typeof requestHeaders)[] {
  if (declared.method === 'get') return hasTag(declared) ? ['IfNoneMatch'] : [];
  const names: (keyof typeof requestHeaders)[] = [];
  if (takesIdempotencyKey(declared)) names.push('IdempotencyKey');
  if (takesIfMatch(declared)) names.push('IfMatch');
  return names;
}

function parametersIn(place: 'path' | 'query' | 'header', declared: z.ZodType | undefined, schemas: SchemaWriter) {
  if (!declared) return [];
  const { properties = {}, required = [] } = schemas.write(declared, 'input') as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  return (
    Object.entries(properties)
      // OpenAPI has the security schemes for this one.
      .filter(([name]) => name !== 'authorization')
      .map(([name, { description, examples, ...schema }]) => ({
        name,
        in: place,
        required: place === 'path' || required.includes(name),
        ...(description === undefined ? {} : { description }),
        schema,
        ...(Array.isArray(examples) ? { example: examples[0] as unknown } : {}),
      }))
  );
}
