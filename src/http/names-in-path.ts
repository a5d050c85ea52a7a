import { z } from 'zod';
import type { ErrorCode } from '../shared/error-catalogue.js';
import type { AnyEndpoint, Call } from './endpoint.js';

/** A name in a path that only the database can read, such as what a scanner reads from a label. */
type NameInPath = {
  /** The record's own name for what the caller wrote. */
  resolve: (text: string, call: Call) => Promise<string>;
  /** What `resolve` throws. */
  errors: readonly ErrorCode[];
};

const namesInPath = new WeakMap<object, NameInPath>();

/** Marks a parameter of the path as such a name: handlers, `If-Match` and `Idempotency-Key` see what it resolves to. */
export function nameInPath<S extends z.ZodType<string>>(parameter: S, name: NameInPath): S {
  namesInPath.set(parameter, name);
  return parameter;
}

/** The parameters of the path with the records' own names. Throws what `resolve` throws. */
export async function resolveNames<P>({ params: schema }: AnyEndpoint, params: P, call: Call): Promise<P> {
  const names = namesOf(schema);
  if (names.length === 0) return params;
  const resolved = { ...params } as Record<string, unknown>;
  for (const [field, { resolve }] of names) resolved[field] = await resolve(String(resolved[field]), call);
  return resolved as P;
}

/** What these names are refused with. */
export function errorsOfNames({ params }: Pick<AnyEndpoint, 'params'>): ErrorCode[] {
  return namesOf(params).flatMap(([, { errors }]) => errors);
}

function namesOf(schema: z.ZodType | undefined): [string, NameInPath][] {
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape).flatMap(([field, parameter]): [string, NameInPath][] => {
    const name = namesInPath.get(parameter);
    return name ? [[field, name]] : [];
  });
}
