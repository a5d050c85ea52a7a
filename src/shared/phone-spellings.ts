import { AsYouType, type CountryCode, getCountryCallingCode, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { asciiDigits } from './fold-text.js';
import { phoneKey } from './phone.js';

/** A typed number of less is part of one, and searched as it is. */
const FEWEST_DIGITS = 7;
/** What is left of a typed number says something from here on. */
const SHORTEST_PART = 5;

/** By country code: what is dialled from abroad before a mobile's ten digits. */
const MOBILE_PREFIXES: Record<string, string> = { '52': '1', '54': '9' };

/**
 * The digits that a stored spelling of a number may contain when `text`, typed to find it, is the number or the beginning of one: as
 * typed, and from seven digits on without what is dialled before it, at home, from abroad or to a mobile. A number of another
 * country keeps that country's code.
 */
export function phoneSpellings(text: string, country: string): string[] {
  const ascii = asciiDigits(text.normalize('NFKC'));
  const digits = ascii.replace(/\D/g, '');
  if (digits.length < FEWEST_DIGITS) return [digits];
  const own = getCountryCallingCode(country as CountryCode);
  const numbers = [begunNumber(ascii, digits, country), wholeNumber(ascii, country)];
  const spellings = numbers.flatMap((number) => {
    if (!number) return [];
    const { code, national } = number;
    return code === own ? atHome(code, national) : [`${code}${national}`, `${code}0${national}`];
  });
  const behindCode = digits.startsWith(own) ? digits.slice(own.length) : '';
  const others = [...spellings, digits, behindCode.length >= FEWEST_DIGITS ? behindCode : ''];
  const bare = others.map((other) => other.replace(/^0+/, '')).filter((other) => other.length >= SHORTEST_PART);
  return [...new Set([digits, ...bare])];
}

type Parts = { code: string; national: string } | undefined;

function wholeNumber(text: string, country: string): Parts {
  const number = parsePhoneNumberFromString(`+${phoneKey(text, country)}`);
  return number && { code: number.countryCallingCode, national: number.nationalNumber };
}

function begunNumber(text: string, digits: string, country: string): Parts {
  const typing = new AsYouType(country as CountryCode);
  typing.input(/^\s*00/.test(text) ? `+${digits.slice(2)}` : text);
  const national = typing.getNumber()?.nationalNumber;
  const code = typing.getCallingCode() ?? getCountryCallingCode(country as CountryCode);
  return national ? { code, national } : undefined;
}

function atHome(code: string, national: string): string[] {
  const mobile = MOBILE_PREFIXES[code];
  if (!mobile) return [national];
  // At home a mobile may be dialled with digits in the middle of its number.
  const written = parsePhoneNumberFromString(`+${code}${mobile}${national}`)?.formatNational() ?? '';
  const bare = national.startsWith(mobile) ? national.slice(mobile.length) : national;
  return [national, bare, written.replace(/\D/g, '')];
}
