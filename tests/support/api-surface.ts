import {
  allOperations,
  apiDocument,
  type DocumentedAnswer,
  type JsonSchema,
  type Parameter,
  resolved,
} from './api-document.js';

/** All that clients may rely on, a line each: operations, parameters, fields and their types, statuses, events. A release never loses one. */
export function apiSurface(): string[] {
  const lines = allOperations.flatMap(({ route, operation }) => {
    const parameters = (operation.parameters ?? []).map((declared) => resolved<Parameter>(declared));
    const answers = Object.entries(operation.responses).filter(([status]) => status < '400');
    return [
      `${route} is ${operation.operationId}`,
      ...parameters.map(({ name, in: place }) => `${route} takes ${place} ${name}`),
      ...bodiesOf(operation.requestBody?.content ?? {}).map((field) => `${route} takes ${field}`),
      ...answers.flatMap(([status, answer]) => {
        const { headers = {}, content = {} } = resolved<DocumentedAnswer>(answer);
        const parts = [...Object.keys(headers), ...bodiesOf(content)];
        return [`${route} answers ${status}`, ...parts.map((part) => `${route} answers ${status} ${part}`)];
      }),
    ];
  });
  return [...new Set([...lines, ...eventSurface()])].toSorted();
}

// Receivers rely on what events bring as callers do on answers.
function eventSurface(): string[] {
  return Object.entries(apiDocument.webhooks).flatMap(([type, { post }]) => {
    const headers = (post.parameters ?? []).map((declared) => resolved<Parameter>(declared));
    return [
      `EVENT ${type} is ${post.operationId}`,
      ...headers.map(({ name }) => `EVENT ${type} brings header ${name}`),
      ...bodiesOf(post.requestBody?.content ?? {}).map((field) => `EVENT ${type} brings ${field}`),
    ];
  });
}

/** What requests must have. Of an operation that was released, nothing may come to this. */
export function apiDemands(): string[] {
  return allOperations
    .flatMap(({ route, operation }) => {
      const parameters = (operation.parameters ?? []).map((declared) => resolved<Parameter>(declared));
      const [media] = Object.values(operation.requestBody?.content ?? {});
      const needed = parameters.filter((parameter) => parameter.required).map(({ name }) => name);
      return [...needed, ...requiredOf(media?.schema ?? {})].map((name) => `${route} needs ${name}`);
    })
    .toSorted();
}

function bodiesOf(content: Record<string, { schema?: JsonSchema }>): string[] {
  return Object.entries(content).flatMap(([type, { schema }]) => [type, ...fieldsOf(schema ?? {}, 'body')]);
}

function fieldsOf(schema: JsonSchema, path: string): string[] {
  const { type, properties, items, allOf, anyOf } = resolved<JsonSchema>(schema) as {
    type?: string | string[];
    properties?: Record<string, JsonSchema>;
    items?: JsonSchema;
    allOf?: JsonSchema[];
    anyOf?: JsonSchema[];
  };
  return [
    ...(type === undefined ? [] : [`${path}: ${String(type)}`]),
    ...Object.entries(properties ?? {}).flatMap(([name, inner]) => fieldsOf(inner, `${path}.${name}`)),
    ...(items ? fieldsOf(items, `${path}[]`) : []),
    ...[...(allOf ?? []), ...(anyOf ?? [])].flatMap((part) => fieldsOf(part, path)),
  ];
}

function requiredOf(schema: JsonSchema): string[] {
  const { required = [], allOf = [] } = resolved<JsonSchema>(schema) as { required?: string[]; allOf?: JsonSchema[] };
  return [...required, ...allOf.flatMap(requiredOf)];
}
