import { AppError } from '../../shared/app-error.js';
import { type Actor, worksForShop } from '../identity/index.js';

type Owned = { customerId: number; inAccount: boolean };

/** Ownership is the account id, and only of orders the account was shown to own: never a name, a phone or an e-mail. */
export function isOwner(actor: Actor, order: Owned): boolean {
  return actor.type === 'customer' && order.inAccount && order.customerId === actor.id;
}

export function requireOwner(actor: Actor, order: Owned): void {
  if (!isOwner(actor, order)) throw unauthorized();
}

export function requireOwnerOrStaff(actor: Actor, order: Owned): void {
  if (!isOwner(actor, order) && !worksForShop(actor)) throw unauthorized();
}

export function unauthorized(): AppError {
  return new AppError('forbidden', 'order.not_yours', 'Unauthorized');
}
