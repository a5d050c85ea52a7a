import type { JsonSchema, SchemaWriter } from './json-schema.js';

/** An example value of the schema, put together from the `examples` of its parts. */
export function exampleOf(schema: JsonSchema, { components }: Pick<SchemaWriter, 'components'>): unknown {
  const {
    $ref,
    examples,
    const: only,
    enum: choices,
    items,
    properties,
    allOf,
    anyOf,
  } = schema as {
    $ref?: string;
    examples?: unknown[];
    const?: unknown;
    enum?: unknown[];
    items?: JsonSchema;
    properties?: Record<string, JsonSchema>;
    allOf?: JsonSchema[];
    anyOf?: JsonSchema[];
  };
  const inner = (part: JsonSchema): unknown => exampleOf(part, { components });
  if ($ref !== undefined) return inner(components.get($ref.replace('#/components/schemas/', '')) ?? {});
  if (examples !== undefined) return examples[0];
  if (only !== undefined) return only;
  if (choices !== undefined) return choices[0];
  if (items !== undefined) return [inner(items)];
  if (allOf !== undefined) return Object.assign({}, ...allOf.map(inner)) as unknown;
  if (properties !== undefined)
    return Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, inner(part)]));
  if (anyOf?.[0] !== undefined) return inner(anyOf[0]);
  throw new Error(`the API document needs an example of ${JSON.stringify(schema)}`);
}
