import { sumMinor } from '../../shared/money.js';
import { totalOf } from '../orders/index.js';
import type { OrderFacts } from './facts.js';
import { isNormalised } from './person-checks.js';

/** What is wrong with an order's own figures: its money and its pieces are those of its lines. */
export function orderViolations(order: OrderFacts): string[] {
  const { lines } = order;
  const problems: string[] = [];
  if (lines.length === 0) problems.push('has no lines');
  if (lines.some((line) => line.lineTotalMinor !== totalOf(line.unitPriceMinor, line))) {
    problems.push('a line does not come to price times quantity');
  }
  if (order.totalMinor !== sumMinor(lines.map((line) => line.lineTotalMinor))) {
    problems.push('its total is not the sum of its lines');
  }
  if (lines.some((line) => line._count.pieces !== line.quantity))
    problems.push('a line has not as many pieces as its quantity');
  if (order.pieceCount !== lines.reduce((sum, line) => sum + line.quantity, 0)) {
    problems.push('its piece count is not that of its lines');
  }
  if (order.withdrawnAt && order.status !== 'CANCELLED') problems.push('was withdrawn but is not cancelled');
  if ((order.cancelledAt !== null) !== (order.status === 'CANCELLED')) {
    problems.push('is cancelled and not known since when, or the other way round');
  }
  if (order.missingSince && order.openBatchId !== null) problems.push('is missing and in an open batch');
  if (!isNormalised(order.customerEmail)) problems.push('its e-mail is not normalised');
  return problems;
}
