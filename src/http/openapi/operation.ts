import type { z } from 'zod';
import type { AnyEndpoint } from '../endpoint.js';
import type { EndpointGroup } from './endpoint-group.js';
import { exampleOf } from './examples.js';
import type { SchemaWriter } from './json-schema.js';
import { limitsOf } from './limits.js';
import { parametersOf } from './parameters.js';
import { refusals } from './refusals.js';
import { audienceOf, securityOf } from './security.js';
import { successes } from './success.js';

/** One endpoint as the document describes it. */
export function operation(declared: AnyEndpoint, group: EndpointGroup, schemas: SchemaWriter) {
  const parameters = parametersOf(declared, schemas);
  return {
    operationId: declared.operationId,
    tags: [group.tag],
    summary: declared.summary,
    description: [declared.description, audienceOf(declared), limitsOf(declared)].filter(Boolean).join('\n\n'),
    security: securityOf(declared),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(declared.body ? { requestBody: requestBody(declared.body, declared.bodyType, schemas) } : {}),
    responses: { ...successes(declared, schemas), ...refusals(declared, group) },
  };
}

function requestBody(body: z.ZodType, type = 'application/json', schemas: SchemaWriter): object {
  const schema = schemas.write(body, 'input');
  return {
    // No body at all reads as an empty one.
    required: !body.safeParse({}).success,
    content: { [type]: { schema, example: exampleOf(schema, schemas) } },
  };
}
