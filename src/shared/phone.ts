import {
  type CountryCode,
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min';
import { asciiDigits } from './fold-text.js';

const FEWEST_DIGITS = 7;

/** What stands between two numbers in one field. A slash also stands within a number, in Germany and in India. */
const BETWEEN_NUMBERS = /[/,;|&\n]|\b(?:or|and)\b/iu;

/** By country code: what is, or was, dialled before the ten digits of a mobile and leaves its number the same. */
const MOBILE_TOKENS: Record<string, RegExp> = {
  '52': /^(?:1|01|044|045)(?=\d{10}$)/,
  '54': /^9(?=\d{10}$)/,
};

/** Whether the text is the ISO 3166 code of a country with phone numbers, in two capital letters. */
export function isPhoneCountry(text: string): boolean {
  return isSupportedCountry(text);
}

/**
 * The digits by which two spellings of one phone number are equal; of several numbers in the text, those of the first. They begin
 * with the country's code where the text is a number of `country` or names another, and are bare otherwise; '' where there are
 * none. An extension makes no difference. Never throws.
 */
export function phoneKey(text: string, country: string): string {
  return phoneKeys(text, country)[0] ?? '';
}

/** The same of every number in the text, in their order. */
export function phoneKeys(text: string, country: string): string[] {
  const ascii = asciiDigits(text.normalize('NFKC'));
  const whole = keyOf(ascii, country);
  if (whole) return [whole];
  const parts = ascii.split(BETWEEN_NUMBERS).filter((part) => digitsOf(part).length >= FEWEST_DIGITS);
  const keys = parts.length > 1 ? parts.map((part) => keyOf(part, country) ?? digitsOf(part)) : [digitsOf(ascii)];
  return [...new Set(keys.filter(Boolean))];
}

function keyOf(text: string, country: string): string | undefined {
  const asWritten = parse(text, country);
  if (asWritten?.isValid() || (asWritten && isMobileWithToken(asWritten))) return digitsIn(asWritten);
  // Not as the country writes them: 00 from everywhere, or the code behind a 0 or without its +.
  const international = digitsOf(text).replace(/^0+/, '');
  const mayBe = !text.includes('+') && international.length > FEWEST_DIGITS;
  const other = mayBe ? parse(`+${international}`, country) : undefined;
  if (other?.isValid()) return digitsIn(other);
  return asWritten?.isPossible() ? digitsIn(asWritten) : undefined;
}

function parse(text: string, country: string): PhoneNumber | undefined {
  return parsePhoneNumberFromString(text, country as CountryCode);
}

function isMobileWithToken({ countryCallingCode, nationalNumber }: PhoneNumber): boolean {
  return MOBILE_TOKENS[countryCallingCode]?.test(nationalNumber) ?? false;
}

function digitsIn({ countryCallingCode, nationalNumber }: PhoneNumber): string {
  const token = MOBILE_TOKENS[countryCallingCode];
  return countryCallingCode + (token ? nationalNumber.replace(token, '') : nationalNumber);
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}
