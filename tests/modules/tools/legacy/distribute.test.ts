import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sumMinor } from '../../../../src/shared/money.js';
import { distribute } from '../../../../src/tools/legacy/distribute.js';

const amount = fc.bigInt({ min: 0n, max: 10_000_000_000n });

test('the parts come to the total, and none is a whole unit off its share', () => {
  fc.assert(
    fc.property(amount, fc.array(amount, { minLength: 1, maxLength: 50 }), (total, weights) => {
      const parts = distribute(total, weights);

      expect(sumMinor(parts)).toBe(total);
      const whole = sumMinor(weights);
      for (const [index, weight] of weights.entries()) {
        const part = parts[index] ?? -1n;
        expect(part).toBeGreaterThanOrEqual(0n);
        if (whole > 0n) expect((part * whole - total * weight) ** 2n).toBeLessThan(whole ** 2n);
      }
    }),
  );
});

test.each([
  [100, [1, 1, 1], [34, 33, 33]],
  [7, [0, 0], [4, 3]],
  [10_000, [20_000, 30_000, 9_010], [3_389, 5_084, 1_527]],
  [0, [5, 5], [0, 0]],
])('%d over %j is %j', (total, weights, parts) => {
  expect(distribute(BigInt(total), weights.map(BigInt))).toEqual(parts.map(BigInt));
});
