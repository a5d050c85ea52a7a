import { AppError } from '../../shared/app-error.js';
import { PAGE_BYTES } from '../../shared/page.js';
import { type OrderRow, weightOf } from '../orders/index.js';

/** Refuses what no answer could show: a batch is always shown with all its orders. Throws `transit.too_heavy`. */
export function refuseTooHeavy(orders: readonly OrderRow[]): void {
  const bytes = orders.reduce((sum, order) => sum + weightOf(order), 0);
  if (bytes > PAGE_BYTES) throw new AppError('invalid', 'transit.too_heavy', 'Too many lines and notes for one batch');
}
