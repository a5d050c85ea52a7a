import type { Db, PlainTx } from '../../db/client.js';
import { type Reader, readerOf } from '../../db/statements/reader.js';
import { whole } from '../../db/statements/values.js';

/** Terms from `gte` until before `lt`. */
export type TermRange = { gte: string; lt: string };

/** The ranges of which any answers a word of a search. */
export type Word = readonly TermRange[];

export const tables = {
  customers: { name: 'customer_search_terms', id: 'customer_id', computed: '(sub.id + 0)' },
  orders: { name: 'order_search_terms', id: 'order_id', computed: "(sub.id || '')" },
};
type Table = (typeof tables)[keyof typeof tables];

/** So many terms of another word are read in the time in which one id's terms are looked up. */
const READ_FOR_A_LOOK = 50;

/** So far the words are counted first: what is rarer than its neighbours is told by that. */
const FEW = 1_000;

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
  const rarest = words.length < 2 ? FEW : Math.min(...(await countTerms(reader, table, words, FEW)));
  if (rarest === 0) return [];
  const readable = await readableWords(reader, table, words, rarest * READ_FOR_A_LOOK);
  if (readable.length === 0) return null;
  const values: unknown[] = [];
  const rows = await reader.all(`${inAll(tables[table], words, readable, values)} LIMIT $${values.push(most)}`, values);
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
async function readableWords(
  reader: Reader,
  table: keyof typeof tables,
  words: readonly Word[],
  most: number,
): Promise<Word[]> {
  const limit = Math.min(most, MOST_READ);
  const counts = await countTerms(reader, table, words, limit);
  return words.filter((_, index) => (counts[index] ?? 0) < limit);
}

// Those that can be read are, and what is in all of them is looked up in the others.
function inAll(table: Table, words: readonly Word[], readable: readonly Word[], values: unknown[]): string {
  const [first = [], ...more] = readable;
  const found = rowsOf(table, first, values);
  // No column by itself: SQLite would look up every term of each id, instead of reading the word's once.
  const alsoRead = more.map((word) => ` AND ${table.computed} IN (${rowsOf(table, word, values)})`);
  const others = words.filter((word) => !readable.includes(word));
  const alsoIn = others.map((word) => ` AND ${hasWord(table, 'sub.id', word, values)}`);
  return `SELECT DISTINCT sub.id FROM (${found}) sub WHERE TRUE${alsoRead.join('')}${alsoIn.join('')}`;
}

function within(column: string, { gte, lt }: TermRange, values: unknown[]): string {
  return `${column} >= $${values.push(gte)} AND ${column} < $${values.push(lt)}`;
}
