import fc from 'fast-check';
import { expect, test } from 'vitest';
import { priceLines } from '../../../src/modules/orders/price-lines.js';
import { toMajor } from '../../../src/shared/money.js';

const aPrice = fc.bigInt({ min: 0n, max: 100_000_000n });

test('the total of a thousand random lines is their sum to the last paisa', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(aPrice, fc.integer({ min: 1, max: 999 })), { minLength: 1, maxLength: 1_000 }),
      (wanted) => {
        const services = new Map(
          wanted.map(([priceMinor], n) => [`s${n}`, { id: `s${n}`, name: `S${n}`, category: null, priceMinor }]),
        );
        const requested = wanted.map(([, quantity], n) => ({ serviceId: `s${n}`, quantity, note: null }));

        const { lines, totalMinor } = priceLines(requested, services);

        const expected = wanted.reduce((sum, [price, quantity]) => sum + price * BigInt(quantity), 0n);
        expect(totalMinor).toBe(expected);
        expect(lines.map((line) => line.position)).toEqual(wanted.map((_, n) => n));
        expect(BigInt(Math.round(toMajor(totalMinor) * 100))).toBe(expected);
      },
    ),
    { numRuns: 50 },
  );
});

test('a line whose service was not looked up is our bug, not a free line', () => {
  expect(() => priceLines([{ serviceId: 'x', quantity: 1, note: null }], new Map())).toThrow('before its service');
});
