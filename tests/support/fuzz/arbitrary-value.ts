import fc from 'fast-check';
import { type JsonSchema, resolved } from '../api-document.js';

/** Anything JSON can say, with the values that break programs. */
export const anything: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    ' ',
    0,
    -1,
    1.5,
    1e21,
    2 ** 53,
    true,
    [],
    {},
    '__proto__',
    'a\0b',
    "' OR 1=1 --",
    '\u202eabc',
  ),
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: 'binary', maxLength: 300 }),
);

const EMAILS = fc.integer({ min: 1, max: 40 }).map((n) => `fuzz${n}@example.com`);
const DAYS = fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true });

/** Values of the schema, as far as the document says which they are. `null` for optional parts and odd texts come along. */
export function arbitraryOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  const plain = resolved<JsonSchema>(schema);
  const {
    type,
    enum: choices,
    const: only,
    anyOf,
    allOf,
    items,
    properties,
  } = plain as {
    type?: string | string[];
    enum?: unknown[];
    const?: unknown;
    anyOf?: JsonSchema[];
    allOf?: JsonSchema[];
    items?: JsonSchema;
    properties?: Record<string, JsonSchema>;
  };
  if (only !== undefined) return fc.constant(only);
  if (choices) return fc.constantFrom(...choices);
  if (anyOf) return fc.oneof(...anyOf.map(arbitraryOf));
  if (allOf) return fc.tuple(...allOf.map(arbitraryOf)).map((parts) => Object.assign({}, ...parts) as unknown);
  if (Array.isArray(type)) return fc.oneof(...type.map((one) => arbitraryOf({ ...plain, type: one })));
  if (type === 'object' && properties) return objectOf(properties, (plain['required'] ?? []) as string[]);
  if (type === 'array') return fc.array(items ? arbitraryOf(items) : anything, { minLength: 1, maxLength: 4 });
  if (type === 'integer') return fc.integer(boundsOf(plain));
  if (type === 'number') return fc.integer({ min: 0, max: 100_000 }).map((minor) => minor / 100);
  if (type === 'boolean') return fc.boolean();
  if (type === 'null') return fc.constant(null);
  return type === 'string' ? textOf(plain) : anything;
}

function objectOf(properties: Record<string, JsonSchema>, required: string[]): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, arbitraryOf(schema)]));
  return fc.record(fields, { requiredKeys: required });
}

function textOf({ format, minLength = 0, maxLength = 60 }: JsonSchema): fc.Arbitrary<string> {
  if (format === 'email') return EMAILS;
  if (format === 'date') return DAYS.map((day) => day.toISOString().slice(0, 10));
  if (format === 'date-time') return DAYS.map((day) => day.toISOString());
  const max = Math.min(Number(maxLength), 60);
  const bounds = { minLength: Math.min(Number(minLength), max), maxLength: max };
  return fc.oneof(fc.string({ unit: 'grapheme', ...bounds }), fc.string(bounds), fc.constantFrom('s1', 's2', 's3'));
}

function boundsOf({ minimum = -5, maximum = 1_000 }: JsonSchema): { min: number; max: number } {
  return { min: Number(minimum), max: Math.min(Number(maximum), Number(minimum) + 1_000) };
}
