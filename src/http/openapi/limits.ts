import type { Policy } from '../../rate-limits/index.js';
import type { AnyEndpoint } from '../endpoint.js';

/** Sentences on how often the endpoint may be called; undefined where only the limit on everything holds. */
export function limitsOf({ limits = [] }: AnyEndpoint): string | undefined {
  if (limits.length === 0) return undefined;
  return `Limits: ${limits.map(sentence).join('; ')}.`;
}

function sentence({ name, most, seconds, counts, per }: Policy): string {
  const minutes = seconds / 60;
  return `\`${name}\`, at most ${most} ${counts} in ${minutes} minutes for each ${per}`;
}
