import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromMajor, sumMinor, toDecimal, toMajor } from '../../../src/shared/money.js';

test('an amount survives the wire and back', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 9_000_000_000_000n }), (minor) => {
      expect(fromMajor(toMajor(minor))).toBe(minor);
    }),
  );
});

test.each([0.001, 1.005, 199.999, Number.NaN, Number.POSITIVE_INFINITY, 1e300, 2 ** 53 + 1])(
  '%d is no amount of money',
  (major) => {
    expect(fromMajor(major)).toBeNull();
  },
);

test.each([
  [0, 0n],
  [-0, 0n],
  [0.1, 10n],
  [0.29, 29n],
  [1.1, 110n],
  [499.98, 49_998n],
])('%d is %d minor units', (major, minor) => {
  expect(fromMajor(major)).toBe(minor);
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
])('%d minor units are written %s', (minor, text) => {
  expect(toDecimal(minor)).toBe(text);
});

test('a sum loses nothing, and of nothing is nothing', () => {
  expect(sumMinor([9_007_199_254_740_993n, 1n, -2n])).toBe(9_007_199_254_740_992n);
  expect(sumMinor([])).toBe(0n);
});
