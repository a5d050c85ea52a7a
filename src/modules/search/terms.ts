/** What an order or a customer's record says of a person, and a clerk may type to find it. */
export type Findable = { name: string; email: string | null; phone: string };

const SEPARATORS = /[^\p{L}\p{N}\p{M}]+/u;
const SHORTEST_ENDING = 4;
/** In bytes: a term is an index key, and both databases limit those. Longer words are told apart by their beginning alone. */
const LONGEST_TERM = 256;

/** The terms that find a person: the words of the name, the e-mail and the words before its @, the endings of the phone number. */
export function termsOf(person: Findable): Set<string> {
  const email = person.email ?? '';
  const local = email.split('@')[0] ?? '';
  const texts = [...wordsOf(person.name), email, ...wordsOf(local), ...endingsOf(digitsOf(person.phone))];
  return new Set(texts.filter(Boolean).map(encodeTerm));
}

/** The words of a text, spelt alike however they were typed. */
export function wordsOf(text: string): string[] {
  return text.normalize('NFKC').toLowerCase().split(SEPARATORS).filter(Boolean);
}

export function digitsOf(text: string): string {
  return text.normalize('NFKC').replace(/\D/g, '');
}

/** A term as it is stored, and as it begins: the hex of its UTF-8 sorts alike in every collation, which no letters do. */
export function encodeTerm(text: string): string {
  return Buffer.from(text).subarray(0, LONGEST_TERM).toString('hex');
}

// With every ending stored, the beginning of one is any part of the number.
function endingsOf(digits: string): string[] {
  const count = Math.max(1, digits.length - SHORTEST_ENDING + 1);
  return Array.from({ length: count }, (_, start) => digits.slice(start));
}
