import type { OrderStatus } from '../../generated/sqlite/client.js';
import { AppError, type ErrorDetail } from '../../shared/app-error.js';
import type { ErrorCode } from '../../shared/error-catalogue.js';
import { statusLabels } from './order-status.js';

/** The contract's refusal of a move that the life of an order does not have; of several orders, `details` names those meant. */
export function cannotMove(from: OrderStatus, to: OrderStatus, details?: ErrorDetail[]): AppError {
  return refusal('order.illegal_move', from, to, details);
}

/** The same refusal of a move that only the order's open batch may make. */
export function cannotMoveAlone(from: OrderStatus, to: OrderStatus): AppError {
  return refusal('order.in_open_batch', from, to, [{ path: 'status', message: 'travels with its open transit batch' }]);
}

/** The refusal of a move of an order that is looked for. */
export function orderIsMissing(details?: ErrorDetail[]): AppError {
  const sentence = 'Order is missing: say first where it was found';
  return new AppError('invalid', 'order.missing', sentence, details ? { details } : {});
}

/** The refusal of whoever comes second: what was seen is not so any more. */
export function outrun(): AppError {
  return new AppError('conflict', 'order.outrun', 'Order was moved at the same moment: look at it again');
}

function refusal(code: ErrorCode, from: OrderStatus, to: OrderStatus, details?: ErrorDetail[]): AppError {
  const sentence = `Order cannot move from ${statusLabels[from]} to ${statusLabels[to]}`;
  return new AppError('invalid', code, sentence, details ? { details } : {});
}
