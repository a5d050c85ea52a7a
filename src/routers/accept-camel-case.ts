import { z } from 'zod';
import { bodyReading } from '../shared/body-reading.js';

/** A body whose documented snake_case fields are accepted in camelCase as well; the documented spelling wins. */
export function acceptCamelCase<S extends z.ZodObject>(schema: S) {
  const aliases = Object.keys(schema.shape).filter((name) => name.includes('_'));
  const eitherSpelling = z.preprocess((body) => {
    if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
    const given = body as Record<string, unknown>;
    const absent = new Set(aliases.filter((name) => given[name] === undefined));
    const taken = new Set([...absent].map(camelCase));
    const filled = [...absent].map((name) => [name, given[camelCase(name)]]);
    return Object.fromEntries([...Object.entries(given).filter(([name]) => !taken.has(name)), ...filled]);
  }, schema);
  bodyReading.add(eitherSpelling, {
    alsoReads: aliases.map(camelCase),
    overruled: (body) => aliases.filter((name) => name in body && camelCase(name) in body).map(camelCase),
  });
  return eitherSpelling;
}

function camelCase(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
