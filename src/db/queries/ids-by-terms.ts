import type { Db, PlainTx } from '../client.js';
import { type Reader, readerOf } from '../reading/reader.js';
import { whole } from '../reading/values.js';

/** Terms from `gte` until before `lt`. */
export type TermRange = { gte: string; lt: string };

/** The ranges of which any answers a word of a search. */
export type Word = readonly TermRange[];

export const tables = {
  customers: { name: 'customer_search_terms', id: 'customer_id' },
  orders: { name: 'order_search_terms', id: 'order_id' },
};
type Table = (typeof tables)[keyof typeof tables];

/** Past so many terms a range is wide: looking its ids up one by one costs more than reading another range. */
const WIDE = 1_000;

/** So many terms of a word are read at most: every name has more people every year, and a search waits for all of them. */
const MOST_READ = 20_000;

/**
 * Ids that have, of every one of the words, a term in one of its ranges; there must be a word, and `most` of the ids are enough;
 * null where each word has 20,000 terms or more. In SQL because Prisma asks for related rows one record at a time, where the index of the terms answers by itself.
 */
export async function idsByTerms(
  db: Db | PlainTx,
  table: keyof typeof tables,
  words: readonly Word[],
  most: number,
): Promise<unknown[] | null> {
  const reader = readerOf(db);
  const narrow = await narrowWord(reader, tables[table], words);
  const readable = narrow ? [narrow] : await readableWords(reader, table, words);
  if (readable.length === 0) return null;
  const values: unknown[] = [];
  const ids = narrow
    ? beginningWith(narrow, tables[table], words, values)
    : inAll(tables[table], words, readable, values);
  const rows = await reader.all(`${ids} LIMIT $${values.push(most)}`, values);
  return rows.map((row) => row['id']);
}

/** How many terms each word finds, counted until `most`. */
export async function countTerms(
  reader: Reader,
  table: keyof typeof tables,
  words: readonly Word[],
  most: number,
): Promise<number[]> {
  const values: unknown[] = [];
  const counts = words.map((word, index) => {
    const some = `SELECT 1 FROM (${rowsOf(tables[table], word, values)}) sub LIMIT ${most}`;
    return `(SELECT COUNT(*) FROM (${some}) sub) AS n${index}`;
  });
  const [row] = await reader.all(`SELECT ${counts.join(', ')}`, values);
  return words.map((_, index) => whole(row?.[`n${index}`]));
}

/** The ids that have a term of the word, as a SELECT; one may be among its rows several times. */
export function rowsOf({ name, id }: Table, word: Word, values: unknown[]): string {
  return word
    .map((range) => `SELECT ${id} AS id FROM ${name} WHERE ${within('term', range, values)}`)
    .join(' UNION ALL ');
}

/** A condition that `owner` has a term of the word. For few owners: it reads each one's terms, and not the range. */
export function hasWord({ name, id }: Table, owner: string, word: Word, values: unknown[]): string {
  // Counted, and no column by itself: both databases would otherwise go through all of a wide range first.
  const ranges = word.map((range) => `(${within("(other.term || '')", range, values)})`).join(' OR ');
  return `(SELECT COUNT(*) FROM ${name} other WHERE other.${id} = ${owner} AND (${ranges})) > 0`;
}

// A first name is that of more people every year; the number typed behind it is not. Only what has the rarer one is looked at then.
async function narrowWord(reader: Reader, table: Table, words: readonly Word[]): Promise<Word | null> {
  if (words.length < 2) return null;
  const counts = await countTerms(reader, table === tables.customers ? 'customers' : 'orders', words, WIDE);
  const [narrowest] = words
    .map((word, index) => ({ word, width: counts[index] ?? 0 }))
    .sort((a, b) => a.width - b.width);
  return narrowest && narrowest.width < WIDE ? narrowest.word : null;
}

async function readableWords(reader: Reader, table: keyof typeof tables, words: readonly Word[]): Promise<Word[]> {
  const counts = await countTerms(reader, table, words, MOST_READ);
  return words.filter((_, index) => (counts[index] ?? 0) < MOST_READ);
}

function beginningWith(first: Word, table: Table, words: readonly Word[], values: unknown[]): string {
  const found = rowsOf(table, first, values);
  const alsoIn = words.filter((word) => word !== first).map((word) => ` AND ${hasWord(table, 'sub.id', word, values)}`);
  return `SELECT DISTINCT sub.id FROM (${found}) sub WHERE TRUE${alsoIn.join('')}`;
}

// Those that can be read are, and what is in all of them is looked up in the others.
function inAll(table: Table, words: readonly Word[], readable: readonly Word[], values: unknown[]): string {
  const inEach = readable
    .map((word) => `SELECT DISTINCT id FROM (${rowsOf(table, word, values)}) sub`)
    .join(' INTERSECT ');
  const others = words.filter((word) => !readable.includes(word));
  const alsoIn = others.map((word) => ` AND ${hasWord(table, 'sub.id', word, values)}`);
  return alsoIn.length === 0 ? inEach : `SELECT sub.id FROM (${inEach}) sub WHERE TRUE${alsoIn.join('')}`;
}

function within(column: string, { gte, lt }: TermRange, values: unknown[]): string {
  return `${column} >= $${values.push(gte)} AND ${column} < $${values.push(lt)}`;
}
