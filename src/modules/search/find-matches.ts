import type { Db, PlainTx } from '../../db/client.js';
import { AppError } from '../../shared/app-error.js';
import { encodeTerm } from './encode-term.js';
import { idsByTerms } from './ids-by-terms.sql.js';
import { searchedTerms } from './searched-words.js';

export const MOST_MATCHES = 2_000;

/** The ids of the customers that every word of the text finds. Throws `search.too_broad` past 2,000, and where every word has 20,000. */
export async function findCustomerIds(db: Db, country: string, text: string): Promise<number[]> {
  const words = searchedTerms(text, country);
  if (words.length === 0) return [];
  return refuseTooMany(await idsByTerms(db, 'customers', words, MOST_MATCHES + 1)).map(Number);
}

/** The ids of at most so many customers that every word of the text finds; none where the words are too common to look. */
export async function findSomeCustomerIds(
  db: Db | PlainTx,
  country: string,
  text: string,
  most: number,
): Promise<number[]> {
  const words = searchedTerms(text, country);
  if (words.length === 0) return [];
  return ((await idsByTerms(db, 'customers', words, most)) ?? []).map(Number);
}

/** The ids of orders that name a person whom every word of the text finds, where the customer's record says something else. Throws as above. */
export async function findOrderIds(db: Db, country: string, text: string): Promise<string[]> {
  const words = searchedTerms(text, country);
  if (words.length === 0) return [];
  return refuseTooMany(await idsByTerms(db, 'orders', words, MOST_MATCHES + 1)).map(String);
}

/** The ids of orders that carry this e-mail where their customer's record says something else. Throws `search.too_broad` past 2,000. */
export async function findOrderIdsByEmail(db: Db, email: string): Promise<string[]> {
  const where = { term: encodeTerm(email) };
  const found = await db.orderSearchTerm.findMany({ where, select: { orderId: true }, take: MOST_MATCHES + 1 });
  return refuseTooMany(found.map((row) => row.orderId));
}

export function refuseTooMany<Id>(ids: Id[] | null): Id[] {
  if (ids && ids.length <= MOST_MATCHES) return ids;
  throw new AppError('invalid', 'search.too_broad', 'Search text matches too much: type more of it');
}
