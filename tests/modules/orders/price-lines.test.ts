import fc from 'fast-check';
import { expect, test } from 'vitest';
import { priceLines } from '../../../src/modules/orders/price-lines.js';
import { toMajor } from '../../../src/shared/money.js';

const PIECES = { category: null, unit: 'PIECE', quantityDecimals: 0 } as const;
const KILOS = { id: 'kg', name: 'By weight', category: null, unit: 'KILOGRAM', quantityDecimals: 3 } as const;

const aPrice = fc.bigInt({ min: 0n, max: 100_000_000n });

test('the total of a thousand random lines is their sum to the last paisa', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(aPrice, fc.integer({ min: 1, max: 999 })), { minLength: 1, maxLength: 1_000 }),
      (wanted) => {
        const services = new Map(
          wanted.map(([priceMinor], n) => [`s${n}`, { ...PIECES, id: `s${n}`, name: `S${n}`, priceMinor }]),
        );
        const requested = wanted.map(([, quantity], n) => ({ serviceId: `s${n}`, quantity, note: null }));

        const { lines, totalMinor } = priceLines(requested, services);

        const expected = wanted.reduce((sum, [price, quantity]) => sum + price * BigInt(quantity), 0n);
        expect(totalMinor).toBe(expected);
        expect(lines.map((line) => line.position)).toEqual(wanted.map((_, n) => n));
        expect(BigInt(Math.round(toMajor(totalMinor, 'INR') * 100))).toBe(expected);
      },
    ),
    { numRuns: 50 },
  );
});

test('a line whose service was not looked up is our bug, not a free line', () => {
  expect(() => priceLines([{ serviceId: 'x', quantity: 1, note: null }], new Map())).toThrow('before its service');
});

test('what is weighed costs its weight times the price, rounded once and half up, and is one piece', () => {
  fc.assert(
    fc.property(aPrice, fc.integer({ min: 1, max: 999_000 }), (priceMinor, grams) => {
      const requested = [{ serviceId: 'kg', quantity: grams / 1_000, note: null }];

      const { lines, totalMinor } = priceLines(requested, new Map([['kg', { ...KILOS, priceMinor }]]));

      expect(lines).toMatchObject([{ quantity: 1, measuredMilli: grams, lineTotalMinor: totalMinor }]);
      // Twice the exact amount in thousandths lies within one minor unit of twice the total, and a half goes up.
      const [exact, total] = [2n * priceMinor * BigInt(grams), 2_000n * totalMinor];
      expect(total - exact <= 1_000n && total - exact > -1_000n).toBe(true);
    }),
  );
});

test.each([
  [7_900n, 3.456, 27_302n],
  [101n, 0.005, 1n],
  [100n, 0.005, 1n],
  [99n, 0.005, 0n],
])('%d paise a kilo for %d kg are %d paise', (priceMinor, quantity, total) => {
  const services = new Map([['kg', { ...KILOS, priceMinor }]]);

  expect(priceLines([{ serviceId: 'kg', quantity, note: null }], services).totalMinor).toBe(total);
});
