import { asciiDigits, foldLetters } from '../../shared/fold-text.js';
import { phoneSpellings } from '../../shared/phone-spellings.js';
import { beginningWith, wholeOf } from './encode-term.js';
import type { TermRange } from './ids-by-terms.sql.js';
import { digitsOf } from './terms.js';
import { spellingsOf } from './words.js';

export const MOST_WORDS = 10;

const PHONE = /^[+\d\s().\-/]*\d[+\d\s().\-/]*$/;
const EXTENSION = /(\d[\s).]*)(?:ext|extn|extension|x|#)[\s.:]*\d{1,6}$/i;
const BETWEEN_WORDS = /[^\p{L}\p{N}\p{M}]+/u;
/** Blanks stand between the parts of a number; what is shorter is one of its own, as of a house. */
const SHORTEST_PART = 3;

/** One word as typed, with how else it is spelt. */
type Word = { text: string; kind: 'e-mail' | 'digits' | 'letters'; spellings: string[] };

/** The words of a search, each of which must be found. A phone number may hold blanks, an e-mail is one word. */
export function searchedWords(text: string): string[] {
  return withoutBeginnings(wordsIn(text).map((word) => word.text));
}

/**
 * For every word of the search the terms that answer it, any of them. A word is answered by what it begins; together with the words
 * beside it also by what is written without the blank; a phone number by its other spellings where `country` dials.
 */
export function searchedTerms(text: string, country: string): TermRange[][] {
  const words = wordsIn(text);
  const wanted = new Set(withoutBeginnings(words.map((word) => word.text)));
  const ranges = new Map<string, TermRange[]>();
  words.forEach((word, index) => {
    if (!wanted.has(word.text)) return;
    const found = [...own(word, country), ...together(words, index, country)];
    ranges.set(word.text, [...(ranges.get(word.text) ?? []), ...found]);
  });
  return [...ranges.values()].map(distinct);
}

// What begins another word is asked for by that word already.
function withoutBeginnings(words: string[]): string[] {
  const unique = [...new Set(words)];
  return unique.filter((word) => !unique.some((other) => other !== word && other.startsWith(word)));
}

function wordsIn(text: string): Word[] {
  const plain = asciiDigits(text.normalize('NFKC')).trim();
  const normal = plain.replace(EXTENSION, '$1').trim();
  if (isOneNumber(normal)) return [wordOf('digits', digitsOf(normal), normal)];
  return normal.split(/\s+/).flatMap((part) => {
    if (part.includes('@')) return [wordOf('e-mail', part.toLowerCase())];
    if (PHONE.test(part)) return [wordOf('digits', digitsOf(part), part)];
    return lettersIn(part);
  });
}

function lettersIn(part: string): Word[] {
  const [plain = [], speltOut = []] = spellingsOf(part).map((spelling) =>
    foldLetters(spelling).replaceAll("'", '').split(BETWEEN_WORDS).filter(Boolean),
  );
  return plain.map((text, index) => ({ text, kind: 'letters', spellings: [text, speltOut[index] ?? text] }));
}

function wordOf(kind: Word['kind'], text: string, ...typed: string[]): Word {
  return { kind, text, spellings: [...typed, text] };
}

// Blanks alone may also stand between the number of a house and a postcode.
function isOneNumber(text: string): boolean {
  if (!PHONE.test(text)) return false;
  return /[+()\-/]/.test(text) || text.split(/\s+/).every((part) => digitsOf(part).length >= SHORTEST_PART);
}

function own({ text, kind, spellings }: Word, country: string): TermRange[] {
  if (kind === 'digits') return numberRanges(spellings[0] ?? text, country);
  return spellings.flatMap((spelling) => [beginningWith(spelling), ...(kind === 'letters' ? [wholeOf(spelling)] : [])]);
}

function numberRanges(typed: string, country: string): TermRange[] {
  return [...phoneSpellings(typed, country).map(beginningWith), wholeOf(digitsOf(typed))];
}

/** What the word at `index` is part of when blanks make no difference: two words, all initials, all parts of a number. */
function together(words: Word[], index: number, country: string): TermRange[] {
  const pairs = [words.slice(Math.max(0, index - 1), index + 1), words.slice(index, index + 2)];
  const runs = [runAt(words, index, isInitial), runAt(words, index, isDigits)];
  return [...pairs, ...runs]
    .filter((run) => run.length > 1 && run.every(({ kind }) => kind !== 'e-mail'))
    .flatMap((run) => {
      const joined = run.map(({ text }) => text).join('');
      const numbers = run.every(isDigits)
        ? numberRanges(run.map(({ spellings }) => spellings[0]).join(' '), country)
        : [];
      return [beginningWith(joined), wholeOf(joined), ...numbers];
    });
}

function runAt(words: Word[], index: number, belongs: (word: Word) => boolean): Word[] {
  let [start, end] = [index, index];
  while (start > 0 && belongs(words[start - 1] as Word)) start -= 1;
  while (end < words.length && belongs(words[end] as Word)) end += 1;
  return end > index ? words.slice(start, end) : [];
}

function isInitial({ text, kind }: Word): boolean {
  return kind === 'letters' && /^\p{L}$/u.test(text);
}

function isDigits({ kind }: Word): boolean {
  return kind === 'digits';
}

/** The ranges that no other holds. */
function distinct(ranges: TermRange[]): TermRange[] {
  const unique = [...new Map(ranges.map((range) => [range.gte, range])).values()];
  return unique.filter(({ gte, lt }) => !unique.some((other) => other.gte < gte && other.lt >= lt));
}
