import type { OrderLine, Service } from '../../generated/sqlite/client.js';
import { invalidFields } from '../../shared/invalid-fields.js';
import type { Minor } from '../../shared/money.js';
import { fromMilli, hasDecimals, priceOf, toMilli } from '../../shared/quantity.js';
import { isMeasured } from '../catalogue/index.js';

/** How much of a service a line is for: so many pieces, or one piece of what was weighed or measured, in thousandths of the unit. */
export type LineAmount = Pick<OrderLine, 'unit' | 'quantity' | 'measuredMilli'>;

/**
 * The quantity of the wire as pieces or as a measure, as the service is priced. Throws `invalid` for part of a piece, and for more
 * decimals than the service has.
 */
export function amountOf(
  service: Pick<Service, 'unit' | 'quantityDecimals'>,
  quantity: number,
  index: number,
): LineAmount {
  const { unit, quantityDecimals } = service;
  if (!isMeasured(unit)) {
    if (!Number.isInteger(quantity)) throw refused(index, 'must be a whole number');
    return { unit, quantity, measuredMilli: null };
  }
  const milli = toMilli(quantity);
  if (milli === null || !hasDecimals(milli, quantityDecimals)) {
    throw refused(index, `must have at most ${quantityDecimals} decimals`);
  }
  return { unit, quantity: 1, measuredMilli: milli };
}

/** What so much costs at this price: rounded once, half up, to the minor unit. */
export function totalOf(unitPriceMinor: Minor, { quantity, measuredMilli }: Omit<LineAmount, 'unit'>): Minor {
  return measuredMilli === null ? unitPriceMinor * BigInt(quantity) : priceOf(unitPriceMinor, measuredMilli);
}

/** The quantity as the wire has it: pieces, or what was weighed or measured. */
export function wireQuantity({ quantity, measuredMilli }: Omit<LineAmount, 'unit'>): number {
  return measuredMilli === null ? quantity : fromMilli(measuredMilli);
}

function refused(index: number, message: string) {
  return invalidFields([{ path: `items.${index}.quantity`, message }]);
}
