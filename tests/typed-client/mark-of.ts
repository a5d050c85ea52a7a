import { createHash } from 'node:crypto';

/** The first line of the types that were made of this API document. */
export function markOf(document: string): string {
  return `// The types of public/openapi.json with the SHA-256 ${createHash('sha256').update(document).digest('hex')}.`;
}
