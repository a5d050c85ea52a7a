import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromMajor, toMajor } from '../../../src/shared/money.js';

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
