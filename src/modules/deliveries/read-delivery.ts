import type { Db, Tx } from '../../db/client.js';
import { type Actor, worksForShop } from '../identity/index.js';
import { requireOwnDelivery } from './delivery.policy.js';
import { getDelivery } from './delivery.store.js';
import { deliveryView } from './delivery.view.js';

/** One delivery, for staff and the worker whose it is. Throws `delivery.not_found` and `delivery.not_yours`. */
export async function readDelivery(db: Db | Tx, actor: Actor, id: number) {
  const delivery = await getDelivery(db, id);
  if (!worksForShop(actor)) requireOwnDelivery(actor, delivery);
  return deliveryView(delivery);
}
