/**
 * Decimals of the currencies that have other than two, by ISO 4217 (list one, "minor unit"). The runtime's own figures are how amounts
 * are usually shown, which for many currencies is without their decimals.
 */
const OTHER_DECIMALS: Readonly<Record<string, number>> = {
  ...sharing(0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'),
  ...sharing(3, 'BHD IQD JOD KWD LYD OMR TND'),
  ...sharing(4, 'CLF UYW'),
};

/** The most decimals of a currency that amounts are kept in. */
export const MOST_DECIMALS = 3;

/** How many decimals amounts in this currency have: 2 in most, 0 or 3 in some. */
export function decimalsOf(currency: string): number {
  return OTHER_DECIMALS[currency] ?? 2;
}

function sharing(decimals: number, codes: string): Record<string, number> {
  return Object.fromEntries(codes.split(' ').map((code) => [code, decimals]));
}
