import type { Tx } from '../../db/client.js';
import { AppError } from '../../shared/app-error.js';
import { finalStatuses } from './order-status.js';

// What an order must be like for a change: to get another price, to be changed by its owner, or to be put right by an admin.
const conditions = {
  repricing: { status: 'AT_STORE' as const, openBatchId: null },
  open: { status: { notIn: [...finalStatuses] } },
  any: {},
};

/**
 * Changes the order by compare-and-set: from here to the commit the row is ours, and nobody can send or cancel it under us. Throws
 * `order.too_late` when it does not meet the condition.
 */
export async function claimForEdit(
  tx: Tx,
  id: string,
  data: object,
  condition: keyof typeof conditions,
): Promise<void> {
  const where = { id, ...conditions[condition] };
  const claimed = await tx.order.updateMany({ where, data: { ...data, version: { increment: 1 } } });
  if (claimed.count > 0) return;
  throw new AppError('conflict', 'order.too_late', 'Order can no longer be changed');
}
