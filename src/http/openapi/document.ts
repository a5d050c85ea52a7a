import type { EndpointGroup } from './endpoint-group.js';
import { errorWire } from './error.schema.js';
import { notModified, requestHeaders, responseHeaders } from './headers.js';
import { SchemaWriter } from './json-schema.js';
import { operation } from './operation.js';
import { refusalComponents, refusalExamples } from './refusals.js';
import { securitySchemes } from './security.js';
import { type EventType, eventHeaders, eventsTag, webhooksOf } from './webhooks.js';

export type OpenApiDocument = {
  openapi: '3.1.0';
  info: { title: string; version: string; [field: string]: unknown };
  paths: Record<string, Record<string, OpenApiOperation>>;
  webhooks: ReturnType<typeof webhooksOf>;
  components: { schemas: Record<string, object>; [kind: string]: Record<string, object> };
  [field: string]: unknown;
};
export type OpenApiOperation = ReturnType<typeof operation>;

/** The API as an OpenAPI 3.1 document, made from the endpoints that the routes themselves are made from and the events that are sent. */
export function openApiDocument(
  groups: readonly EndpointGroup[],
  events: readonly EventType[],
  about: { version: string; description: string },
): OpenApiDocument {
  const schemas = new SchemaWriter();
  schemas.write(errorWire, 'output');
  const paths: OpenApiDocument['paths'] = {};
  for (const group of groups) {
    for (const declared of group.endpoints) {
      const path = declared.path.replace(/:(\w+)/g, '{$1}');
      paths[path] = { ...paths[path], [declared.method]: operation(declared, group, schemas) };
    }
  }
  const webhooks = webhooksOf(events, schemas);
  return {
    openapi: '3.1.0',
    info: {
      title: 'FabClean API',
      version: about.version,
      summary: 'The system a dry-cleaning and laundry business runs on',
      description: about.description,
      contact: { name: 'The operator of this server' },
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/', description: 'The server this document comes from' }],
    tags: [...groups.map(({ tag, description }) => ({ name: tag, description })), eventsTag],
    paths,
    webhooks,
    components: {
      schemas: Object.fromEntries([...schemas.components].toSorted(([a], [b]) => (a < b ? -1 : 1))),
      parameters: { ...requestHeaders, ...eventHeaders },
      headers: responseHeaders,
      responses: { ...notModified, ...refusalComponents(groups) },
      examples: refusalExamples(groups),
      securitySchemes,
    },
  };
}
