/** Money inside the system: an integer of minor units (paise, cents), as bigint so that no sum can lose one. */
export type Minor = bigint;

/** Minor units as the number the wire carries: major units with at most two decimals. */
export function toMajor(minor: Minor): number {
  return Number(minor) / 100;
}

/** A wire number as minor units; null when it is not a finite amount of at most two decimals. */
export function fromMajor(major: number): Minor | null {
  const minor = Math.round(major * 100);
  if (!Number.isSafeInteger(minor) || minor / 100 !== major) return null;
  return BigInt(minor);
}

export function sumMinor(amounts: Iterable<Minor>): Minor {
  let sum = 0n;
  for (const amount of amounts) sum += amount;
  return sum;
}

/** Minor units as text with two decimals, exact however large: `400.00`. */
export function toDecimal(minor: Minor): string {
  const digits = String(minor < 0n ? -minor : minor).padStart(3, '0');
  return `${minor < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
