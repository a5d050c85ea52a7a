import { type Minor, sumMinor } from '../../shared/money.js';

/**
 * A total over lines that weigh so much: in proportion, whole minor units, the largest remainders first, so that the parts come to
 * the total exactly. Lines that all weigh nothing share alike.
 */
export function distribute(total: Minor, weights: Minor[]): Minor[] {
  const given = sumMinor(weights);
  const shares = given === 0n ? weights.map(() => 1n) : weights;
  const whole = sumMinor(shares);
  const parts = shares.map((share) => (total * share) / whole);
  const byRemainder = shares
    .map((share, index) => ({ index, remainder: (total * share) % whole }))
    .toSorted((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  const left = Number(total - sumMinor(parts));
  for (const { index } of byRemainder.slice(0, left)) parts[index] = (parts[index] ?? 0n) + 1n;
  return parts;
}
