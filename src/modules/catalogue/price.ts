import { z } from 'zod';
import { decimalsOf } from '../../shared/currency.js';
import { describeMissing, REQUIRED } from '../../shared/fields.js';
import { invalidFields } from '../../shared/invalid-fields.js';
import { type Minor, minorOf, readAmount, type Thousandths } from '../../shared/money.js';

const HIGHEST_PRICE = 1_000_000;
/** Where a major unit is as little as a minor one elsewhere. */
const HIGHEST_WITHOUT_DECIMALS = 100_000_000;

const IN_WORDS = ['no decimals', 'one decimal', 'two decimals', 'three decimals'];

/** A price as the wire has it, a number or one as text; in which currency is not its business. */
export const price = z
  .union([z.number(), z.string()], { error: (issue) => describeMissing(issue) ?? 'must be a number' })
  .transform((given, context): Thousandths => {
    const amount = readAmount(given);
    if (amount !== null) return amount;
    context.addIssue({ code: 'custom', message: whyNoPrice(given) });
    return z.NEVER;
  })
  .meta({
    anyOf: [{ type: 'number' }, { type: 'string' }],
    description: 'In major units, with no more decimals than the currency has; also as text, as forms send it.',
  });

function whyNoPrice(given: number | string): string {
  if (typeof given === 'string' && given.trim() === '') return REQUIRED;
  if (typeof given === 'string' && !/^\s*-?\d+(\.\d+)?\s*$/.test(given)) return 'must be a number';
  return Number(given) < 0 || Number(given) > HIGHEST_PRICE ? rangeOf(HIGHEST_PRICE) : tooFine('');
}

/** The price in minor units of the shop's currency, or what is wrong with it there. */
export function priceIn(currency: string, amount: Thousandths): { minor: Minor } | { problem: string } {
  const minor = minorOf(amount, currency);
  const decimals = decimalsOf(currency);
  if (minor === null) return { problem: tooFine(currency) };
  const highest = decimals === 0 ? HIGHEST_WITHOUT_DECIMALS : HIGHEST_PRICE;
  return amount > BigInt(highest) * 1_000n ? { problem: rangeOf(highest) } : { minor };
}

/** The same for a body. Throws `invalid` with what is wrong. */
export function requirePrice(currency: string, amount: Thousandths): Minor {
  const read = priceIn(currency, amount);
  if ('problem' in read) throw invalidFields([{ path: 'price', message: read.problem }]);
  return read.minor;
}

function rangeOf(highest: number): string {
  return `must be from 0 to ${highest}`;
}

/** What is said of an amount with more decimals than the currency has. */
export function tooFine(currency: string): string {
  const decimals = decimalsOf(currency);
  return decimals === 0 ? 'must have no decimals' : `must have at most ${IN_WORDS[decimals]}`;
}
