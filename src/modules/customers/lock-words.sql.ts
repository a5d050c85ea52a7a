import type { PlainTx } from '../../db/client.js';
import { writerOf } from '../../db/statements/writer.js';

/**
 * Lets one transaction at a time go on from here that says any of these words: for what no row and no constraint tells apart. Nothing
 * happens on SQLite, where one transaction writes at a time.
 */
export async function lockWords(tx: PlainTx, words: string[]): Promise<void> {
  const writer = writerOf(tx);
  if (!writer.holding('FOR KEY SHARE')) return;
  // In their order, so that two that share several do not meet crosswise.
  for (const word of words.filter(Boolean).toSorted())
    await writer.all('SELECT CAST(pg_advisory_xact_lock(hashtextextended($1, 0)) AS TEXT) AS held', [word]);
}
