import type { Db, PlainTx } from '../../db/client.js';
import { findIdByTicket } from '../../db/queries/find-order.js';
import { textKey } from '../../shared/fold-text.js';
import { ORDER_ID } from './scanned-order-id.js';

/** Longer than any ticket's number. */
const LONGEST = 100;

/**
 * Equal for two spellings of one ticket number of the older server, '' for what is none: case, blanks, dashes and what another
 * keyboard makes of a dash make no difference.
 */
export function ticketKey(text: string): string {
  return text.length > LONGEST ? '' : textKey(text.replaceAll('ß', '-'));
}

/** The id of the order that had this ticket number on the older server; null when none had. */
export async function findByTicket(db: Db | PlainTx, text: string): Promise<string | null> {
  const key = ticketKey(text);
  return key === '' ? null : findIdByTicket(db, key);
}

/** The texts with the ids of the orders instead of ticket numbers of the older server; what is neither stays. */
export async function ticketsAsIds(db: Db | PlainTx, texts: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const text of texts) ids.push(ORDER_ID.test(text) ? text : ((await findByTicket(db, text)) ?? text));
  return ids;
}
