import { asciiDigits } from '../../shared/fold-text.js';
import { encodeTerm, encodeWhole } from './encode-term.js';
import { spellingsOf, unitsOf } from './words.js';

/** What an order or a customer's record says of a person, and a clerk may type to find it. */
export type Findable = { name: string; email: string | null; phone: string; address?: string | null };

const SHORTEST_ENDING = 4;
/** Of one text: addresses and notes may be long, and who wrote them is found by less. */
const MOST_TERMS = 100;

/**
 * The terms that find a person: the words of the name, the e-mail and the words before its @, the endings of the phone number, the
 * words of the address. What is no word in the text but is typed as one is a term too, whole: two names without the blank.
 */
export function termsOf(person: Findable): Set<string> {
  const email = person.email ?? '';
  const local = email.split('@')[0] ?? '';
  return new Set([
    ...termsOfWords(person.name),
    ...pairsIn(person.name).map(encodeWhole),
    ...(email ? [encodeTerm(email)] : []),
    ...termsOfWords(local),
    ...endingsOf(digitsOf(person.phone)).map(encodeTerm),
    ...termsOfWords(person.address ?? ''),
    // The halves of a postcode.
    ...pairsIn(person.address ?? '')
      .filter((pair) => /\d/.test(pair))
      .map(encodeTerm),
  ]);
}

/** The terms of what somebody wrote. */
export function termsOfTexts(texts: readonly string[]): Set<string> {
  return new Set(texts.flatMap(termsOfWords).slice(0, MOST_TERMS));
}

export function digitsOf(text: string): string {
  return asciiDigits(text.normalize('NFKC')).replace(/\D/g, '');
}

function termsOfWords(text: string): string[] {
  if (text === '') return [];
  const words = spellingsOf(text).flatMap((spelling) => unitsOf(spelling).flatMap((unit) => unit.beginnings));
  return words.slice(0, MOST_TERMS).map(encodeTerm);
}

/** Two words that stand together, as one. */
function pairsIn(text: string): string[] {
  if (text === '') return [];
  return spellingsOf(text).flatMap((spelling) => {
    const whole = unitsOf(spelling).map((unit) => unit.whole);
    return whole.slice(1, MOST_TERMS).map((word, index) => `${whole[index]}${word}`);
  });
}

// With every ending stored, the beginning of one is any part of the number.
function endingsOf(digits: string): string[] {
  if (digits === '') return [];
  const count = Math.max(1, digits.length - SHORTEST_ENDING + 1);
  return Array.from({ length: count }, (_, start) => digits.slice(start));
}
