import type { Actor } from '../identity/index.js';
import type { OrderOwner } from '../orders/index.js';
import type { WireEvent } from '../outbox/index.js';

/**
 * Whether somebody may see an event, by the rules of the lists they can read: admins all, employees all but what concerns workers,
 * a delivery worker their own deliveries and scans, a customer the orders their account shows. That an order was withdrawn is the
 * last that its owner sees of it.
 */
export function maySee(actor: Actor, { type, data }: WireEvent, owner: OrderOwner | undefined): boolean {
  switch (actor.type) {
    case 'admin':
      return true;
    case 'employee':
      return !type.startsWith('worker.');
    case 'worker':
      return /^(delivery|scan)\./.test(type) && [data['workerId'], data['previousWorkerId']].includes(actor.id);
    case 'customer':
      return type.startsWith('order.') && owner !== undefined && isShown(owner, actor.id, type);
    case 'integration':
    case 'anonymous':
      return false;
  }
}

/** What staff note about an order's whereabouts is not for its owner. */
const STAFF_ONLY = ['order.missing', 'order.found'];

function isShown(owner: OrderOwner, customerId: number, type: string): boolean {
  if (owner.customerId !== customerId || !owner.inAccount || STAFF_ONLY.includes(type)) return false;
  return !owner.withdrawn || type === 'order.cancelled';
}
