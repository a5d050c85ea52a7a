import type { Tx } from '../../db/client.js';
import { announceCommit } from '../../db/on-commit.js';
import { insertEvents } from '../../db/queries/append.js';
import type { Happened } from './event-definition.js';

/**
 * Writes what happened, as one statement in the transaction that makes it happen: committed together or not at all. What is about
 * one subject must be written after its row was changed: the lock on the row is what makes the order of ids that of commits.
 */
export async function recordEvents(
  tx: Tx,
  by: { at: Date; actor: string },
  events: readonly Happened[],
): Promise<void> {
  if (events.length === 0) return;
  const { at, actor } = by;
  await insertEvents(
    tx,
    events.map(({ type, subject, data }) => ({ type, subject, at, actor, data: JSON.stringify(data) })),
  );
  announceCommit(tx);
}
