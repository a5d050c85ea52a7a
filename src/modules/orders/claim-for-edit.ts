import type { Tx } from '../../db/client.js';
import { AppError } from '../../shared/app-error.js';
import type { EditRule } from './edit-rules.js';

/**
 * Changes the order by compare-and-set: from here to the commit the row is ours, and nobody can send or cancel it under us. Throws
 * `order.too_late` when the order is not as the rule wants it.
 */
export async function claimForEdit(tx: Tx, id: string, data: object, { statuses, inBatch }: EditRule): Promise<void> {
  const where = { id, status: { in: [...statuses] }, ...(inBatch ? {} : { openBatchId: null }) };
  const claimed = await tx.order.updateMany({ where, data: { ...data, version: { increment: 1 } } });
  if (claimed.count > 0) return;
  throw new AppError('conflict', 'order.too_late', 'Order can no longer be changed');
}
