import { readFileSync } from 'node:fs';

export type JsonSchema = { [keyword: string]: unknown };
export type Media = { schema?: JsonSchema; example?: unknown };
export type DocumentedAnswer = {
  headers?: Record<string, { $ref: string }>;
  content?: Record<string, Media>;
};
export type Parameter = {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  schema: JsonSchema;
  example?: unknown;
};
export type Operation = {
  operationId: string;
  tags: string[];
  summary: string;
  security: Record<string, never[]>[];
  parameters?: (Parameter | { $ref: string })[];
  requestBody?: { required: boolean; content: Record<string, Media> };
  responses: Record<string, DocumentedAnswer | { $ref: string }>;
};
export type ApiDocument = {
  info: { version: string };
  tags: { name: string }[];
  paths: Record<string, Record<string, Operation>>;
  webhooks: Record<string, { post: Operation }>;
  components: Record<string, Record<string, JsonSchema>>;
};
/** An operation with where it is. `route` is how the server itself calls it. */
export type Located = { method: string; path: string; route: string; operation: Operation };

/** The document as it is checked in: a unit test sees to it that the routes make the same one. */
export const apiDocument = JSON.parse(
  readFileSync(new URL('../../public/openapi.json', import.meta.url), 'utf8'),
) as ApiDocument;

export const allOperations: readonly Located[] = Object.entries(apiDocument.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    method,
    path,
    route: `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`,
    operation,
  })),
);

/** What the reference stands for, or the value itself. */
export function resolved<T extends object>(value: T | { $ref: string }): T {
  if (!('$ref' in value) || typeof value.$ref !== 'string') return value as T;
  const [, , kind = '', ...name] = value.$ref.split('/');
  const found = apiDocument.components[kind]?.[name.join('/')];
  if (!found) throw new Error(`the document has no ${value.$ref}`);
  return found as unknown as T;
}
