import { foldIndic } from './fold-indic.js';
import { foldLetter, LETTERS } from './fold-letters.js';

/** Typed for one another, and an accent typed beside its letter. */
const APOSTROPHES = /['`´‘’‛′＇ʹʻʼˈ΄᾿׳']/gu;

/** What no reader sees: joiners, marks of direction, soft hyphens, selectors of glyphs; and the line that lengthens Arabic words. */
const INVISIBLE = /\p{Cf}|\u034F|\u0640|[\u180B-\u180F]|[\uFE00-\uFE0F]|[\u{E0100}-\u{E01EF}]/gu;

/**
 * Marks that a word is read without. Those of other scripts are vowels and tones, and without them it is another word.
 */
const ACCENTS = rangesOf({
  latinAndGreek: ['\u0300-\u036F', '\u1AB0-\u1AFF', '\u1DC0-\u1DFF', '\u20D0-\u20F0', '\uFE20-\uFE2F'],
  cyrillic: ['\u0483-\u0487', '\uA66F', '\uA674-\uA67D'],
  hebrewPoints: ['\u0591-\u05BD', '\u05BF', '\u05C1\u05C2', '\u05C4\u05C5', '\u05C7'],
  arabicVowelsAndHamzas: ['\u0610-\u061A', '\u064B-\u065F', '\u0670', '\u08CA-\u08E1', '\u08E3-\u08FF'],
  koranic: ['\u06D6-\u06DC', '\u06DF-\u06E4', '\u06E7\u06E8', '\u06EA-\u06ED'],
});

const BETWEEN_WORDS = /[^\p{L}\p{N}\p{M}]+/gu;

/**
 * The words of a text as they are compared, one blank between them: case, accents, apostrophes, ligatures, widths, digits of other
 * scripts and spellings of one letter make no difference. Dots and hyphens stand between words.
 */
export function foldText(text: string): string {
  return foldLetters(text).replaceAll("'", '').replace(BETWEEN_WORDS, ' ').trim();
}

/** Equal for two spellings of one name: `foldText`, where blanks make no difference either. `K. R. Nair` is `KR Nair`. */
export function textKey(text: string): string {
  return foldText(text).replaceAll(' ', '');
}

/** The text with its letters and digits folded, and with whatever stands between words: every apostrophe is `'`. */
export function foldLetters(text: string): string {
  if (isAscii(text)) return text.replaceAll('`', "'").toLowerCase();
  const bare = text.replace(APOSTROPHES, "'").normalize('NFKD').replace(INVISIBLE, '').replace(ACCENTS, '');
  // Up first: of two capitals of one letter, or two small ones, each has its own small or capital letter.
  const small = bare.toUpperCase().toLowerCase().replace(LETTERS, foldLetter);
  return asciiDigits(foldIndic(small).normalize('NFC'));
}

/** The text with the decimal digits of every script as 0 to 9. */
export function asciiDigits(text: string): string {
  return isAscii(text) ? text : text.replace(/\p{Nd}/gu, digitOf);
}

// The ten digits of a script follow one another, so a digit's value is its distance from the first.
function digitOf(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value);
}

function isAscii(text: string): boolean {
  return /^[\0-\x7F]*$/.test(text);
}

function rangesOf(ranges: Record<string, string[]>): RegExp {
  return new RegExp(`[${Object.values(ranges).flat().join('')}]`, 'gu');
}
