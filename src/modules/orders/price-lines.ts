import { type Minor, sumMinor } from '../../shared/money.js';
import type { PricedService } from '../catalogue/index.js';
import { amountOf, type LineAmount, totalOf } from './line-amount.js';
import type { RequestedLine } from './order-lines.schema.js';

export type PricedLine = Omit<RequestedLine, 'quantity'> &
  LineAmount & {
    position: number;
    name: string;
    category: string | null;
    unitPriceMinor: Minor;
    lineTotalMinor: Minor;
  };

/**
 * The requested lines with the catalogue's names and prices of this moment, and their sum. Every service must be in `services`. Throws
 * what `amountOf` throws.
 */
export function priceLines(
  requested: RequestedLine[],
  services: Map<string, PricedService>,
): { lines: PricedLine[]; totalMinor: Minor } {
  const lines = requested.map((line, position) => {
    const service = services.get(line.serviceId);
    if (!service) throw new Error('a line was priced before its service was looked up');
    const { name, category, priceMinor } = service;
    const amount = amountOf(service, line.quantity, position);
    return {
      ...line,
      ...amount,
      position,
      name,
      category,
      unitPriceMinor: priceMinor,
      lineTotalMinor: totalOf(priceMinor, amount),
    };
  });
  return { lines, totalMinor: sumMinor(lines.map((line) => line.lineTotalMinor)) };
}

/** How many lines name each service. */
export function usesOf(lines: readonly { serviceId: string }[]): Map<string, number> {
  const uses = new Map<string, number>();
  for (const { serviceId } of lines) uses.set(serviceId, (uses.get(serviceId) ?? 0) + 1);
  return uses;
}
