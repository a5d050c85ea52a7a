import { invalidFields } from '../../shared/invalid-fields.js';

/** The product's name, its trade and its portals: what everybody would try first here. */
const PRODUCT_WORDS = [
  'fabclean',
  'fab',
  'clean',
  'cleaner',
  'cleaners',
  'cleaning',
  'dry',
  'laundry',
  'ironing',
  'admin',
  'employee',
  'worker',
  'customer',
];

/** Shorter ones are part of too many others. */
const SHORTEST_WORD = 3;

export type Owner = { name: string; email: string | null; username?: string | null };

/** Whether nothing is left of it without the words of the product, digits and signs: `FabClean-2026`. */
export function isMadeOfProductWords(password: string): boolean {
  return isMadeOf(password, PRODUCT_WORDS);
}

/**
 * Throws `request.invalid_fields` about the field `path` when the password is made of its owner's name or e-mail and the product's words.
 * It is a word for whoever chooses one, of the name they have then: whoever is renamed later, or at that moment, keeps the password.
 */
export function refuseOwnWords(password: string, owner: Owner, path = 'password'): void {
  const { name, email, username } = owner;
  const [mailbox = ''] = (email ?? '').split('@');
  const given = [name, email ?? '', mailbox, username ?? ''].flatMap((text) => [text, ...text.split(/[^\p{L}]+/u)]);
  if (!isMadeOf(password, [...PRODUCT_WORDS, ...given.map(lettersOf)])) return;
  const message = 'must not be made of your name or e-mail';
  throw invalidFields([{ path, message }]);
}

function isMadeOf(password: string, words: readonly string[]): boolean {
  const letters = lettersOf(password);
  const usable = words.filter((word) => word.length >= SHORTEST_WORD);
  // reached[n]: the first n letters are whole words.
  const reached = [true];
  for (let end = 1; end <= letters.length; end += 1) {
    reached[end] = usable.some((word) => reached[end - word.length] && letters.startsWith(word, end - word.length));
  }
  return letters !== '' && reached[letters.length] === true;
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}]/gu, '');
}
