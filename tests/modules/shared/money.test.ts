import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimalsOf } from '../../../src/shared/currency.js';
import { minorOf, readAmount, sumMinor, toDecimal, toMajor } from '../../../src/shared/money.js';

const inMinor = (given: number | string, currency = 'INR') => {
  const amount = readAmount(given);
  return amount === null ? null : minorOf(amount, currency);
};

// Minor units by ISO 4217, list one.
test.each([
  ['INR', 2],
  ['USD', 2],
  ['HUF', 2],
  ['IDR', 2],
  ['PKR', 2],
  ['JPY', 0],
  ['UGX', 0],
  ['VND', 0],
  ['KWD', 3],
  ['BHD', 3],
  ['OMR', 3],
  ['IQD', 3],
])('%s has %d decimals', (currency, decimals) => {
  expect(decimalsOf(currency)).toBe(decimals);
});

test('an amount survives the wire and back, as a number and as text, in every number of decimals', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 9_000_000_000_000n }),
      fc.constantFrom('INR', 'JPY', 'KWD'),
      (minor, currency) => {
        expect(inMinor(toMajor(minor, currency), currency)).toBe(minor);
        expect(inMinor(toDecimal(minor, currency), currency)).toBe(minor);
        expect(inMinor(String(toMajor(minor, currency)), currency)).toBe(minor);
      },
    ),
  );
});

test.each([0.001, 1.005, 199.999, Number.NaN, Number.POSITIVE_INFINITY, 1e300, 2 ** 53 + 1, -1, -0.01])(
  '%d is no amount of rupees',
  (major) => {
    expect(inMinor(major)).toBeNull();
  },
);

test.each(['', ' ', '1,5', '1.005', '1e3', '-1', '+1', '.5', '5.', '0x10', '१२', '₹5', '1 000', 'Infinity'])(
  'the text %j is no amount of rupees',
  (text) => {
    expect(inMinor(text)).toBeNull();
  },
);

test.each([
  [0, 'INR', 0n],
  [-0, 'INR', 0n],
  [0.1, 'INR', 10n],
  [0.29, 'INR', 29n],
  [1.1, 'INR', 110n],
  [499.98, 'INR', 49_998n],
  ['255.50', 'INR', 25_550n],
  [' 255.5 ', 'INR', 25_550n],
  ['007.500', 'INR', 750n],
  [0.125, 'KWD', 125n],
  ['1.5', 'KWD', 1_500n],
  [1_000, 'JPY', 1_000n],
  ['1000.000', 'JPY', 1_000n],
  [0.5, 'JPY', null],
  [0.125, 'INR', null],
  ['0.1255', 'KWD', null],
])('%j in %s is %s minor units', (given, currency, minor) => {
  expect(inMinor(given, currency)).toBe(minor);
});

test.each([
  [5n, 'JPY', '5'],
  [-5n, 'JPY', '-5'],
  [5n, 'KWD', '0.005'],
  [12_345n, 'KWD', '12.345'],
])('%d minor units of %s are written %s', (minor, currency, text) => {
  expect(toDecimal(minor, currency)).toBe(text);
});

test.each([
  [0n, '0.00'],
  [5n, '0.05'],
  [99n, '0.99'],
  [100n, '1.00'],
  [40_000n, '400.00'],
  [900_719_925_474_099_301n, '9007199254740993.01'],
  [-1n, '-0.01'],
  [-12_345n, '-123.45'],
])('%d paise are written %s', (minor, text) => {
  expect(toDecimal(minor, 'INR')).toBe(text);
});

test('a sum loses nothing, and of nothing is nothing', () => {
  expect(sumMinor([9_007_199_254_740_993n, 1n, -2n])).toBe(9_007_199_254_740_992n);
  expect(sumMinor([])).toBe(0n);
});
