import { scrub } from '../../shared/scrub.js';

/** Why something failed, in one line without secrets: Prisma tells the call first and the reason last. */
export function reason(error: unknown): string {
  const lines = (error instanceof Error ? error.message : String(error)).trim().split('\n');
  return scrub(lines.at(-1) ?? '');
}
