/** Letters that have no accent to lose and are typed as others, after Unicode's CaseFolding.txt, CLDR's Latin-ASCII and usage. */
const PAIRS: Record<string, string> = {
  // Latin
  ß: 'ss',
  ı: 'i',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ɖ: 'd',
  ɗ: 'd',
  þ: 'th',
  ł: 'l',
  ħ: 'h',
  ŋ: 'n',
  ɲ: 'n',
  ŧ: 't',
  ƭ: 't',
  ĸ: 'k',
  ƙ: 'k',
  ƀ: 'b',
  ɓ: 'b',
  ƈ: 'c',
  ɛ: 'e',
  ə: 'e',
  ǝ: 'e',
  ɔ: 'o',
  ɵ: 'o',
  ƒ: 'f',
  ǥ: 'g',
  ɠ: 'g',
  ɣ: 'g',
  ɨ: 'i',
  ɩ: 'i',
  ʉ: 'u',
  ʋ: 'v',
  ƴ: 'y',
  ƶ: 'z',
  // Greek
  ς: 'σ',
  // Cyrillic
  ґ: 'г',
  // Armenian
  և: 'եւ',
  // Hebrew: letters at the end of a word
  ך: 'כ',
  ם: 'מ',
  ן: 'נ',
  ף: 'פ',
  ץ: 'צ',
  // Arabic, with Persian and Urdu keyboards
  ٱ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ې: 'ي',
  ک: 'ك',
  ڪ: 'ك',
  ة: 'ه',
  ۃ: 'ه',
  ہ: 'ه',
  ھ: 'ه',
  ە: 'ه',
  // Thai: two keys for one vowel
  เเ: 'แ',
};

const KATAKANA = { first: 0x30a1, last: 0x30f6, toHiragana: 0x60 };

/** Small kana beside their large ones: names in forms are often written without small ones. */
const SMALL_KANA: Record<string, string> = {
  ぁ: 'あ',
  ぃ: 'い',
  ぅ: 'う',
  ぇ: 'え',
  ぉ: 'お',
  っ: 'つ',
  ゃ: 'や',
  ゅ: 'ゆ',
  ょ: 'よ',
  ゎ: 'わ',
  ゕ: 'か',
  ゖ: 'け',
};

/** What `foldLetter` folds. */
export const LETTERS = new RegExp(
  `เเ|[${Object.keys(PAIRS).join('').replaceAll('เ', '')}\u3041-\u3096\u30A1-\u30F6]`,
  'gu',
);

/** A letter, or two keys of one, as words are compared by it. */
export function foldLetter(letter: string): string {
  const pair = PAIRS[letter];
  if (pair) return pair;
  const code = letter.codePointAt(0) ?? 0;
  const isKatakana = code >= KATAKANA.first && code <= KATAKANA.last;
  const hiragana = isKatakana ? String.fromCodePoint(code - KATAKANA.toHiragana) : letter;
  return SMALL_KANA[hiragana] ?? hiragana;
}
