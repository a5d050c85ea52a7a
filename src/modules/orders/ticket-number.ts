import { foldText } from '../../shared/fold-text.js';

/** Longer than any ticket's number. */
const LONGEST = 100;

/** What keyboards of other countries make of a dash. */
const DASHES = /[ß'’´`]/g;
/** What the AIM standard lets a scanner send before the text, and the control character it may send behind that. */
const SYMBOLOGY = /^[^\p{L}\p{N}]*\][A-Za-z]\d\p{Cc}?/u;

/** The text without the prefix by which a scanner names the symbology, such as `]C1`. */
export function withoutSymbology(text: string): string {
  return text.replace(SYMBOLOGY, '').trim();
}

/**
 * Equal for two spellings of one ticket number of the older server, '' for what is none: case, the kind of dash, and the prefix by
 * which a scanner names the symbology make no difference.
 */
export function ticketSpelling(text: string): string {
  return text.length > LONGEST ? '' : foldText(withoutSymbology(text).replace(DASHES, '-'));
}

/** The same, where blanks and dashes make no difference either: people leave them out. */
export function ticketKey(text: string): string {
  return ticketSpelling(text).replaceAll(' ', '');
}
