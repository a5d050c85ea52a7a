import { decimalsOf, MOST_DECIMALS } from './currency.js';

/** Money inside the system: an integer of minor units (paise, cents, fils), as bigint so that no sum can lose one. */
export type Minor = bigint;

/** An amount as somebody gave it, whatever the currency: in thousandths of the major unit, which no currency of ours is finer than. */
export type Thousandths = bigint;

const TEXT = /^(\d{1,15})(?:\.(\d+))?$/;

/** Minor units as the number the wire carries: major units, with no more decimals than the currency has. */
export function toMajor(minor: Minor, currency: string): number {
  return Number(minor) / 10 ** decimalsOf(currency);
}

/** A number of the wire, or a number as forms send it, `255.50`; null when it is no amount of at most three decimals from zero up. */
export function readAmount(given: number | string): Thousandths | null {
  if (typeof given === 'number') {
    const thousandths = Math.round(given * 1_000);
    const isExact = Number.isSafeInteger(thousandths) && thousandths / 1_000 === given && given >= 0;
    return isExact ? BigInt(thousandths) : null;
  }
  const [, whole = '', decimals = ''] = TEXT.exec(given.trim()) ?? [];
  const significant = decimals.replace(/0+$/, '');
  if (whole === '' || significant.length > MOST_DECIMALS) return null;
  return BigInt(whole + significant.padEnd(MOST_DECIMALS, '0'));
}

/** The amount in minor units of the currency; null when it has more decimals than the currency. */
export function minorOf(amount: Thousandths, currency: string): Minor | null {
  const perMinor = 10n ** BigInt(MOST_DECIMALS - decimalsOf(currency));
  return amount % perMinor === 0n ? amount / perMinor : null;
}

export function sumMinor(amounts: Iterable<Minor>): Minor {
  let sum = 0n;
  for (const amount of amounts) sum += amount;
  return sum;
}

/** Minor units as text with the decimals of the currency, exact however large: `400.00`. */
export function toDecimal(minor: Minor, currency: string): string {
  const decimals = decimalsOf(currency);
  const digits = String(minor < 0n ? -minor : minor).padStart(decimals + 1, '0');
  const [whole, rest] = decimals === 0 ? [digits, ''] : [digits.slice(0, -decimals), `.${digits.slice(-decimals)}`];
  return `${minor < 0n ? '-' : ''}${whole}${rest}`;
}
