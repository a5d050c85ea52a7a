/** The first order of the generated history, which every copy of it has. */
export const KNOWN_ORDER = '9e3779b9';

/** The id of the history's order `index`, from 0: its ids are the multiples of the first one, modulo 2^32. */
export function historyOrder(index: number): string {
  const id = Math.imul(Number.parseInt(KNOWN_ORDER, 16), index + 1) >>> 0;
  return id.toString(16).padStart(8, '0');
}
