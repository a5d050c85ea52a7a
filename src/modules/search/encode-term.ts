import type { TermRange } from './ids-by-terms.sql.js';

/** In bytes: a term is an index key, and both databases limit those. Longer words are told apart by their beginning alone. */
const LONGEST_TERM = 256;
const LONGEST_WORD = 64;

/** Before a term that is found only when all of it is typed. Behind every hex digit, so that no beginning finds it. */
const WHOLE = 'w';

/** Before a term of what somebody wrote, which says nothing of a person. */
const WRITTEN = 't';

/** A term as it is stored, and as it begins: the hex of its UTF-8 sorts alike in every collation, which no letters do. */
export function encodeTerm(text: string): string {
  // Addresses are compared in full.
  return Buffer.from(text)
    .subarray(0, text.includes('@') ? LONGEST_TERM : LONGEST_WORD)
    .toString('hex');
}

/** A term that is found only when all of it is typed. */
export function encodeWhole(text: string): string {
  return WHOLE + encodeTerm(text);
}

/** Terms that begin with the word, as a range of the index: 'g' follows every hex digit. */
export function beginningWith(word: string): TermRange {
  const term = encodeTerm(word);
  return { gte: term, lt: `${term}g` };
}

/** The term of the whole word alone. */
export function wholeOf(word: string): TermRange {
  const term = encodeWhole(word);
  return { gte: term, lt: `${term}0` };
}

/** The term of a word in what somebody wrote beside an order, from what would be one of a person. */
export function writtenTerm(term: string): string {
  return WRITTEN + term;
}

/** The same terms in what somebody wrote. */
export function writtenRanges(ranges: readonly TermRange[]): TermRange[] {
  const beginnings = ranges.filter(({ gte }) => !gte.startsWith(WHOLE));
  return beginnings.map(({ gte, lt }) => ({ gte: writtenTerm(gte), lt: writtenTerm(lt) }));
}
