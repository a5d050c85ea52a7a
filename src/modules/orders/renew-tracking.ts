import type { Db } from '../../db/client.js';
import { inTransaction } from '../../db/transaction.js';
import type { Clock } from '../../shared/clock.js';
import { fingerprint, type Ids } from '../../shared/ids.js';
import { recordAudit } from '../audit/index.js';
import { type Actor, actorLabel } from '../identity/index.js';
import { requireOwnerOrStaff } from './order.policy.js';
import { getOrder } from './order.store.js';

/**
 * A new tracking token for an order whose customer lost the old one, for its owner and staff. The old one is good for nothing from
 * then on; what a token of this order proves stays the same. Throws `order.not_found` and `order.not_yours`.
 */
export async function renewTracking(deps: { db: Db; clock: Clock; ids: Ids }, actor: Actor, id: string) {
  return inTransaction(deps.db, async (tx) => {
    requireOwnerOrStaff(actor, await getOrder(tx, id));
    const trackingToken = deps.ids.trackingToken();
    // Not a change of the order itself: nobody's edit is refused for it.
    await tx.order.update({
      where: { id },
      data: { trackingTokenHash: fingerprint(trackingToken) },
      select: { id: true },
    });
    const by = { at: deps.clock.now(), actor: actorLabel(actor) };
    await recordAudit(tx, { ...by, action: 'order.tracking_renewed', entity: 'order', entityId: id });
    return { trackingToken, trackingUrl: trackingUrl(trackingToken) };
  });
}

/** Where the holder of this token follows the order. */
export function trackingUrl(trackingToken: string): string {
  return `/api/track/${trackingToken}`;
}
