import { foldLetters } from '../../shared/fold-text.js';

const BETWEEN_TOKENS = /[^\p{L}\p{N}\p{M}'.\p{Pd}\u30FB]+/u;
const WITHIN_TOKENS = /['.\p{Pd}\u30FB]+/u;

/** Scripts that put no blank between words, or none between a family's name and a person's. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** So far into a text without blanks every letter may begin what is typed. */
const MOST_STARTS = 40;

/** What keyboards without the letter write instead of it, beside the letter without its accent. */
const SPELT_OUT: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' };
const UMLAUTS = /[äöüøå]/g;

/** Letters and digits that are typed in one piece, in whatever way they were written: `O’Brien`, `Jean-Luc`, `K. R.` */
export type Unit = {
  whole: string;
  /** The unit from each of the places where somebody may begin to type it. */
  beginnings: string[];
};

/** The text, and where letters of it are also spelt out, the text with those: `Müller` and `mueller`. */
export function spellingsOf(text: string): string[] {
  const small = text.normalize('NFC').toLowerCase();
  const speltOut = small.replace(UMLAUTS, (letter) => SPELT_OUT[letter] ?? letter);
  return speltOut === small ? [text] : [text, speltOut];
}

/** The words of a text, folded. Initials that stand together are one unit. */
export function unitsOf(text: string): Unit[] {
  const tokens = foldLetters(text)
    .split(BETWEEN_TOKENS)
    .map((token) => token.split(WITHIN_TOKENS).filter(Boolean))
    .filter((parts) => parts.length > 0);
  return mergeInitials(tokens).map((parts) => ({
    whole: parts.join(''),
    beginnings: parts.flatMap((_, index) => startsIn(parts.slice(index).join(''), parts[index] ?? '')),
  }));
}

function mergeInitials(tokens: string[][]): string[][] {
  const merged: string[][] = [];
  for (const parts of tokens) {
    const last = merged.at(-1);
    if (last && areInitials(last) && areInitials(parts)) last.push(...parts);
    else merged.push([...parts]);
  }
  return merged;
}

function areInitials(parts: string[]): boolean {
  return parts.every((part) => /^\p{L}$/u.test(part));
}

/** Where `text` may begin, as far as its first part goes. */
function startsIn(text: string, first: string): string[] {
  if (!UNSPACED.test(first)) return [text];
  const letters = [...text];
  const starts = [...first].slice(0, MOST_STARTS).map((letter, start) => ({ letter, start }));
  return starts
    .filter(({ letter, start }) => start === 0 || !/^[\p{M}\u30FC]/u.test(letter))
    .map(({ start }) => letters.slice(start).join(''));
}
