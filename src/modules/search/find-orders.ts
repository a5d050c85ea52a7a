import type { Db } from '../../db/client.js';
import { writtenRanges } from './encode-term.js';
import { MOST_MATCHES, refuseTooMany } from './find-matches.js';
import { servicesByWords } from './find-services.js';
import { idsByTerms, type Word } from './ids-by-terms.sql.js';
import { orderIdsBeginning } from './order-ids-beginning.sql.js';
import { countWritten, newestOrderIds, type OrderWord, orderIdsAmong, orderIdsFrom } from './order-ids-by-words.sql.js';
import { searchedTerms } from './searched-words.js';

/** A word that more orders have than may be answered is looked for among so many of the newest. */
const NEWEST = 2_000;

const ID_BEGINNING = /^[a-z0-9]{4,8}$/;
const DIGIT_AND_LETTER = /\d.*[a-z]|[a-z].*\d/;

type Sized = OrderWord & { size: number };

/**
 * The customers that every word of the text finds, and the orders that have each word themselves: written beside them, in a
 * service's name, or in one person, the customer or another that the order names; or whose id begins with the text. A word that was
 * written beside more than 2,000 orders is looked for among the newest. Throws `search.too_broad` past 2,000 customers or orders.
 */
export async function findOrders(
  db: Db,
  country: string,
  text: string,
): Promise<{ customerIds: number[]; orderIds: string[] }> {
  const terms = searchedTerms(text, country);
  if (terms.length === 0) return { customerIds: [], orderIds: [] };
  const [customers, own, begun] = await Promise.all([
    idsByTerms(db, 'customers', terms, MOST_MATCHES + 1),
    ownMatches(db, terms),
    idsBeginning(db, text),
  ]);
  const customerIds = refuseTooMany(customers).map(Number);
  // Letters alone are words first.
  const isFound = customerIds.length > 0 || own.length > 0;
  return { customerIds, orderIds: isFound && !begun.isId ? own : [...own, ...begun.ids] };
}

async function ownMatches(db: Db, terms: Word[]): Promise<string[]> {
  const words = await sized(db, terms);
  // All words in the person that the order itself names.
  const found = refuseTooMany(await idsByTerms(db, 'orders', terms, MOST_MATCHES + 1)).map(String);
  for (const first of words.filter(({ size }) => size > 0 && size <= MOST_MATCHES)) {
    const others = words.filter((word) => word !== first);
    found.push(...(await orderIdsFrom(db, first, others, MOST_MATCHES + 1)));
  }
  found.push(...(await ofCommonWords(db, words)));
  return refuseTooMany([...new Set(found)]);
}

/** Orders of which nothing was written that the search asks for but words that too many orders have. */
async function ofCommonWords(db: Db, words: Sized[]): Promise<string[]> {
  const common = words.filter(({ size }) => size > MOST_MATCHES);
  if (common.length === 0) return [];
  const person = words.filter(({ size }) => size <= MOST_MATCHES).map((word) => word.person);
  if (person.length === 0) return newestOrderIds(db, NEWEST, common, MOST_MATCHES);
  const [customers, orders] = await Promise.all([
    idsByTerms(db, 'customers', person, MOST_MATCHES + 1),
    idsByTerms(db, 'orders', person, MOST_MATCHES + 1),
  ]);
  const some = { customerIds: refuseTooMany(customers).map(Number), orderIds: refuseTooMany(orders).map(String) };
  return orderIdsAmong(db, some, common, MOST_MATCHES);
}

async function sized(db: Db, terms: Word[]): Promise<Sized[]> {
  const services = await servicesByWords(db, terms);
  const words = terms.map((person, index) => ({
    person,
    written: writtenRanges(person),
    serviceIds: services[index]?.ids ?? [],
  }));
  const counts = await countWritten(db, words, MOST_MATCHES + 1);
  return words.map((word, index) => ({ ...word, size: (counts[index] ?? 0) + (services[index]?.uses ?? 0) }));
}

async function idsBeginning(db: Db, text: string): Promise<{ ids: string[]; isId: boolean }> {
  const id = text.normalize('NFKC').trim().toLowerCase();
  if (!ID_BEGINNING.test(id)) return { ids: [], isId: false };
  return { ids: await orderIdsBeginning(db, id, MOST_MATCHES), isId: DIGIT_AND_LETTER.test(id) };
}
