import type { OrderStatus } from '../../generated/sqlite/client.js';

type Entry = { at: Date; type: string; status: OrderStatus | null; actor: string; note: string | null };

/** A move that an order made and nobody took back: from where to where, who made it when, and since when it was missing before. */
export type Step = {
  from: OrderStatus;
  to: OrderStatus;
  at: Date;
  actor: string;
  note: string | null;
  missingSince: Date | null;
};

/** Entries of a timeline by which an order got where it is, or nowhere; others, such as edits and scans, move nothing. */
export const stepTypes = ['created', 'imported', 'status', 'cancelled', 'undone', 'missing', 'found'] as const;

const MOVES: readonly string[] = ['status', 'cancelled', 'found'];

/**
 * The last step of an order that still stands, from these entries of its timeline, oldest first; null when none does.
 * `isAfterUndo` says that the one behind it was taken back and nothing happened since.
 */
export function lastStep(entries: readonly Entry[]): { step: Step | null; isAfterUndo: boolean } {
  let start: OrderStatus = 'AT_STORE';
  let missingSince: Date | null = null;
  const steps: Step[] = [];
  for (const { type, status, at, actor, note } of entries) {
    if (type === 'undone') missingSince = steps.pop()?.missingSince ?? null;
    else if (type === 'missing') missingSince = at;
    else if (type === 'imported' && status) start = status;
    else if (MOVES.includes(type) && status) {
      steps.push({ from: steps.at(-1)?.to ?? start, to: status, at, actor, note, missingSince });
      missingSince = null;
    }
  }
  return { step: steps.at(-1) ?? null, isAfterUndo: entries.at(-1)?.type === 'undone' };
}
