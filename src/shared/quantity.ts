/** Quantities inside the system: whole thousandths of a unit, so that grams add up. */
export type Milli = number;

const PER_UNIT = 1_000;

/** A quantity of the wire in thousandths; null for more than three decimals. */
export function toMilli(quantity: number): Milli | null {
  const milli = Math.round(quantity * PER_UNIT);
  return milli / PER_UNIT === quantity ? milli : null;
}

/** Thousandths as the number the wire carries. */
export function fromMilli(milli: Milli): number {
  return milli / PER_UNIT;
}

/** Whether the quantity has no more decimals than these. */
export function hasDecimals(milli: Milli, most: number): boolean {
  return milli % 10 ** (3 - most) === 0;
}

/** What so much costs at this price a unit: rounded once, half up, to the minor unit. */
export function priceOf(unitPriceMinor: bigint, milli: Milli): bigint {
  return (unitPriceMinor * BigInt(milli) + BigInt(PER_UNIT / 2)) / BigInt(PER_UNIT);
}
