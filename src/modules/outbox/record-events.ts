import type { PlainTx } from '../../db/client.js';
import type { Insert } from '../../db/insert-rows.js';
import { insertRows } from '../../db/insert-rows.js';
import { announceCommit } from '../../db/on-commit.js';
import type { Happened } from './event-definition.js';
import { eventRows } from './event-rows.sql.js';

/**
 * Writes what happened, as one statement in the transaction that makes it happen: committed together or not at all. What is about
 * one subject must be written after its row was changed: the lock on the row is what makes the order of ids that of commits. `beside`
 * are rows of the same change.
 */
export async function recordEvents(
  tx: PlainTx,
  by: { at: Date; actor: string },
  events: readonly Happened[],
  ...beside: readonly Insert[]
): Promise<void> {
  const { at, actor } = by;
  const rows = events.map(({ type, subject, data }) => ({ type, subject, at, actor, data: JSON.stringify(data) }));
  await insertRows(tx, ...beside, eventRows(rows));
  if (events.length > 0) announceCommit(tx);
}
