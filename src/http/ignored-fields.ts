import type { z } from 'zod';
import { bodyReading } from '../shared/body-reading.js';

export const IGNORED_FIELDS = 'X-Ignored-Fields';

const MOST_NAMES = 50;
const LONGEST_NAME = 64;
const LONGEST_HEADER = 1_000;

/** Which fields a schema reads, one within the other. What is `open` may read anything. */
type Reads = {
  open: boolean;
  fields: Map<string, Reads> | null;
  element: Reads | null;
  overruled: ((body: Record<string, unknown>) => string[])[];
};

const known = new WeakMap<z.core.$ZodType, Reads>();

/**
 * The fields of a parsed body that its schema did nothing with, as the value of a header: `total, items.unitPrice`. Null when all
 * were used. At most fifty names and 1,000 characters, with `...` behind them when there are more.
 */
export function ignoredFields(schema: z.ZodType, body: unknown): string | null {
  const names = new Set<string>();
  collect(readsOf(schema), body, '', names);
  return names.size === 0 ? null : headerOf([...names]);
}

function collect(reads: Reads, value: unknown, path: string, names: Set<string>): void {
  if (reads.open || typeof value !== 'object' || value === null || names.size > MOST_NAMES) return;
  if (Array.isArray(value)) {
    if (reads.element) for (const element of value) collect(reads.element, element, path, names);
    return;
  }
  if (!reads.fields) return;
  const body = value as Record<string, unknown>;
  for (const name of reads.overruled.flatMap((overruled) => overruled(body))) names.add(path + nameOf(name));
  for (const name of Object.keys(body)) if (!reads.fields.has(name)) names.add(path + nameOf(name));
  // What stands outside first: lines are many.
  for (const [name, field] of reads.fields) collect(field, body[name], `${path}${name}.`, names);
}

function headerOf(names: string[]): string {
  let header = '';
  for (const [index, name] of names.entries()) {
    if (index === MOST_NAMES || header.length + name.length + 7 > LONGEST_HEADER) return `${header}, ...`;
    header += index === 0 ? name : `, ${name}`;
  }
  return header;
}

// Only what a header may hold, and no comma: `%2C` stands for one.
function nameOf(name: string): string {
  const clean = name.slice(0, LONGEST_NAME).toWellFormed();
  return clean.replace(/[^\w$-]/gu, (character) => encodeURIComponent(character));
}

function readsOf(schema: z.core.$ZodType): Reads {
  const cached = known.get(schema);
  if (cached) return cached;
  const { alsoReads = [], overruled } = bodyReading.get(schema) ?? {};
  const reads = inside(schema as z.core.$ZodTypes);
  const whole = {
    ...reads,
    fields: reads.fields && new Map([...alsoReads.map((name): [string, Reads] => [name, anything]), ...reads.fields]),
    overruled: overruled ? [...reads.overruled, overruled] : reads.overruled,
  };
  known.set(schema, whole);
  return whole;
}

const nothing: Reads = { open: false, fields: null, element: null, overruled: [] };
const anything: Reads = { ...nothing, open: true };

const OPEN: ReadonlySet<string> = new Set(['any', 'unknown', 'record', 'lazy', 'custom', 'transform']);

function inside(schema: z.core.$ZodTypes): Reads {
  const { def } = schema._zod;
  if (def.type === 'object') {
    if (def.catchall && def.catchall._zod.def.type !== 'never') return anything;
    const fields = Object.entries(def.shape).map(([name, field]): [string, Reads] => [name, readsOf(field)]);
    return { ...nothing, fields: new Map(fields) };
  }
  if (def.type === 'array') return { ...nothing, element: readsOf(def.element) };
  if (def.type === 'intersection') return together([def.left, def.right]);
  if (def.type === 'union') return together(def.options);
  // What a function makes of the body is read by what comes behind it.
  if (def.type === 'pipe') return readsOf(def.in._zod.def.type === 'transform' ? def.out : def.in);
  // Optional, nullable, with a default and the like.
  if ('innerType' in def) return readsOf(def.innerType);
  return OPEN.has(def.type) ? anything : nothing;
}

/** What any of them reads. */
function together(schemas: readonly z.core.$ZodType[]): Reads {
  return schemas.map(readsOf).reduce((all, one) => ({
    open: all.open || one.open,
    fields: all.fields && one.fields ? merge(all.fields, one.fields) : (all.fields ?? one.fields),
    element: all.element ?? one.element,
    overruled: [...all.overruled, ...one.overruled],
  }));
}

function merge(some: Map<string, Reads>, others: Map<string, Reads>): Map<string, Reads> {
  return new Map([...some, ...others]);
}
