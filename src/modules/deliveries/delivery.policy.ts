import { AppError } from '../../shared/app-error.js';
import type { Actor } from '../identity/index.js';

/** A delivery is its worker's business, whichever of the two roles that worker has. Throws `delivery.not_yours`. */
export function requireOwnDelivery(actor: Actor, delivery: { workerId: number }): void {
  const isWorker = actor.type === 'worker' || actor.type === 'employee';
  if (isWorker && actor.id === delivery.workerId) return;
  throw new AppError('forbidden', 'delivery.not_yours', 'Forbidden');
}
