import { z } from 'zod';

/** A body whose documented snake_case fields are accepted in camelCase as well; the documented spelling wins. */
export function acceptCamelCase<S extends z.ZodObject>(schema: S) {
  const aliases = Object.keys(schema.shape).filter((name) => name.includes('_'));
  return z.preprocess((body) => {
    if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
    const given = body as Record<string, unknown>;
    const filled = aliases.filter((name) => given[name] === undefined).map((name) => [name, given[camelCase(name)]]);
    return { ...given, ...Object.fromEntries(filled) };
  }, schema);
}

function camelCase(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
