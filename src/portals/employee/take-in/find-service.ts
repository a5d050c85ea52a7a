import type { Numbered } from './use-services.js';

/** `isNamed` says that it names a service, and is no mere count such as `3*`. */
export type Typed = { quantity: number; matches: Numbered[]; isNamed: boolean };

/**
 * What somebody means who types: `12` the twelfth service, `s1` the one with that id, `3*12` three of it, and letters those with
 * words that begin like that.
 */
export function findService(text: string, services: Numbered[]): Typed {
  const [, times, rest = ''] = /^(?:\s*(\d+(?:[.,]\d+)?)\s*\*)?\s*(.*?)\s*$/.exec(text) ?? [];
  const quantity = times === undefined ? 1 : Number(times.replace(',', '.'));
  if (rest === '') return { quantity, matches: services, isNamed: false };
  const exact = services.filter(({ id, number }) => String(number) === rest || id.toLowerCase() === rest.toLowerCase());
  if (exact.length > 0) return { quantity, matches: exact, isNamed: true };
  const words = fold(rest).split(/\s+/);
  const matches = services.filter(({ name, category }) => {
    const own = fold(`${name} ${category ?? ''}`).split(/[\s/(),.-]+/);
    return words.every((word) => own.some((one) => one.startsWith(word)));
  });
  return { quantity, matches, isNamed: true };
}

function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}(?<=[\u0300-\u036f])/gu, '')
    .toLowerCase();
}
