import { z } from 'zod';

/** JSON Schema as the API document holds it. */
export type JsonSchema = { [keyword: string]: unknown };

const FORMATS_THAT_SAY_ENOUGH = ['date-time', 'date', 'email'];

/** Turns zod schemas into JSON Schema of the document. Those with an id by `.meta({ id })` become components, the others stand in place. */
export class SchemaWriter {
  readonly components = new Map<string, JsonSchema>();

  /** `input` is what a caller may send, before trimming, defaults and conversions; `output` is what the server answers. */
  write(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
    // Inside a list, so that a schema with an id of its own is referred to, too.
    const written = z.toJSONSchema(z.array(schema), {
      io,
      unrepresentable: 'any',
      override: ({ zodSchema, jsonSchema }) => {
        simplify(jsonSchema as JsonSchema);
        // zod leaves examples out where input is converted, since they could be meant for the output; here they never are.
        const examples = z.globalRegistry.get(zodSchema)?.['examples'];
        if (examples) Object.assign(jsonSchema, { examples });
      },
    }) as { items: JsonSchema; $defs?: Record<string, JsonSchema> };
    for (const [id, component] of Object.entries(written.$defs ?? {})) this.#add(id, withoutId(component));
    return toComponents(written.items) as JsonSchema;
  }

  #add(id: string, component: JsonSchema): void {
    const schema = toComponents(component) as JsonSchema;
    const known = this.components.get(id);
    if (known && JSON.stringify(known) !== JSON.stringify(schema)) throw new Error(`two schemas are called ${id}`);
    this.components.set(id, schema);
  }
}

// What zod writes for the sake of validation alone says nothing to a reader.
function simplify(schema: JsonSchema): void {
  if (FORMATS_THAT_SAY_ENOUGH.includes(String(schema['format'])) || schema['type'] === 'integer')
    delete schema['pattern'];
  if (schema['minimum'] === Number.MIN_SAFE_INTEGER) delete schema['minimum'];
  if (schema['maximum'] === Number.MAX_SAFE_INTEGER) delete schema['maximum'];
  // An answer may grow: clients must not refuse fields they do not know.
  if (schema['additionalProperties'] === false) delete schema['additionalProperties'];
  mergeNull(schema);
}

/** `{ anyOf: [{ type: 'string' }, { type: 'null' }] }` as `{ type: ['string', 'null'] }`. */
function mergeNull(schema: JsonSchema): void {
  const choices = schema['anyOf'] as JsonSchema[] | undefined;
  const [first, second, ...more] = choices ?? [];
  if (!first || second?.['type'] !== 'null' || more.length > 0 || typeof first['type'] !== 'string') return;
  delete schema['anyOf'];
  const { enum: values, ...rest } = first;
  Object.assign(schema, {
    ...rest,
    type: [first['type'], 'null'],
    ...(Array.isArray(values) ? { enum: [...(values as unknown[]), null] } : {}),
    ...schema,
  });
}

function withoutId({ id, $schema, ...schema }: JsonSchema): JsonSchema {
  return schema;
}

function toComponents(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toComponents);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === '$ref' ? String(inner).replace('#/$defs/', '#/components/schemas/') : toComponents(inner),
    ]),
  );
}
