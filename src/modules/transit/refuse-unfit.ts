import type { PlainTx } from '../../db/client.js';
import type { BatchType } from '../../generated/sqlite/client.js';
import { AppError, type ErrorDetail } from '../../shared/app-error.js';
import { cannotMove, findTravelState, orderIsMissing, orderMoves, statusLabels } from '../orders/index.js';
import { batchMoves, directions } from './transit-status.js';

type Travel = Awaited<ReturnType<typeof findTravelState>>[number];

/**
 * Refuses orders that cannot travel in this direction; `details` names each of them and why, in the order they were listed. Throws
 * `transit.order_not_found`, `transit.order_in_open_batch`, `order.missing`, `order.illegal_move` when one is not where such a batch
 * begins, and `order.in_open_delivery` for a ready one whose delivery is planned.
 */
export async function refuseUnfit(tx: PlainTx, type: BatchType, orderIds: readonly string[]): Promise<void> {
  const found = new Map((await findTravelState(tx, orderIds)).map((row) => [row.id, row]));
  const { from, to } = orderMoves[batchMoves.initiate.orders[type]];
  const mayStart = (row: Travel) => (from as readonly string[]).includes(row.status);
  const details = orderIds.flatMap((id) => describe(id, found.get(id), mayStart));
  if (details.length === 0) return;
  const missing = orderIds.find((id) => !found.has(id));
  if (missing !== undefined) {
    throw new AppError('notFound', 'transit.order_not_found', `Order ${missing} not found`, { details });
  }
  if ([...found.values()].some((row) => row.openBatchId !== null)) throw alreadyInProgress(type, details);
  if ([...found.values()].some((row) => row.missingSince !== null)) throw orderIsMissing(details);
  // The first as listed: the database answers in an order of its own.
  const first = orderIds.map((id) => found.get(id)).find((row) => row && !mayStart(row));
  if (first) throw cannotMove(first.status, to, details);
  throw new AppError('conflict', 'order.in_open_delivery', 'Order has an open delivery', { details });
}

/** The contract's refusal of orders that travel already. */
export function alreadyInProgress(type: BatchType, details?: ErrorDetail[]): AppError {
  const sentence = `A ${directions[type].words} transit for one or more of these orders is already in progress.`;
  return new AppError('invalid', 'transit.order_in_open_batch', sentence, details ? { details } : {});
}

function describe(id: string, row: Travel | undefined, mayStart: (row: Travel) => boolean): ErrorDetail[] {
  if (!row) return [{ path: id, message: 'not found' }];
  if (row.openBatchId !== null) return [{ path: id, message: 'is in an open batch' }];
  if (row.missingSince !== null) return [{ path: id, message: 'is missing' }];
  if (!mayStart(row)) return [{ path: id, message: `is ${statusLabels[row.status]}` }];
  return row.openDeliveryId === null ? [] : [{ path: id, message: 'has an open delivery' }];
}
