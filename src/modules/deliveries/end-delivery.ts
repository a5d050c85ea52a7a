import type { EndDelivery } from '../orders/index.js';
import { carryOut } from './carry-out.js';
import { getDelivery } from './delivery.store.js';

/**
 * Ends a started delivery in the name of staff, for a driver who cannot: made, or failed for the reason in the note. False, with
 * nothing changed, when somebody else ended it.
 */
export const endDelivery: EndDelivery = async (tx, id, by, { at, actor, note }) => {
  const delivery = await getDelivery(tx, id);
  if (by === 'deliver') return carryOut(tx, delivery, 'deliver', { at, actor, note });
  return carryOut(tx, delivery, 'fail', { at, actor, reason: note || 'Brought back' });
};
