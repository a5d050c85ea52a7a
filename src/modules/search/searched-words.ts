import { digitsOf, encodeTerm, wordsOf } from './terms.js';

export const MOST_WORDS = 10;

const PHONE = /^[+\d\s().\-/]*\d[+\d\s().\-/]*$/;

/** The words of a search, each of which must begin a term. A phone number may hold blanks, an e-mail is one word. */
export function searchedWords(text: string): string[] {
  const normal = text.normalize('NFKC').trim();
  const words = PHONE.test(normal) ? [digitsOf(normal)] : normal.split(/\s+/).flatMap(wordsIn);
  const unique = [...new Set(words)];
  // What begins another word is asked for by that word already.
  return unique.filter((word) => !unique.some((other) => other !== word && other.startsWith(word)));
}

/** Terms that begin with the word, as a range of the index: 'g' follows every hex digit. */
export function termsFrom(word: string): { gte: string; lt: string } {
  const term = encodeTerm(word);
  return { gte: term, lt: `${term}g` };
}

function wordsIn(part: string): string[] {
  if (part.includes('@')) return [part.toLowerCase()];
  return PHONE.test(part) ? [digitsOf(part)] : wordsOf(part);
}
