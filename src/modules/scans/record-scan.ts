import type { Db } from '../../db/client.js';
import { inTransaction } from '../../db/transaction.js';
import type { Clock } from '../../shared/clock.js';
import { recordChange } from '../audit/index.js';
import { type Actor, actorLabel } from '../identity/index.js';
import { refuseWordsOnErased } from '../orders/index.js';
import { happened } from '../outbox/index.js';
import { actOnScan, wasOutrun } from './act-on-scan.js';
import { findScannedOrder } from './find-scanned-order.js';
import { scanRecorded } from './scan.events.js';
import type { Scan } from './scan.schema.js';
import { trackSelect, trackView } from './track.view.js';

/**
 * Records a scan by a worker and does what it says, together or not at all. Throws `order.not_found`, `order.ambiguous`, `scan.ambiguous_email`,
 * `delivery.not_yours`, `order.illegal_move`, and `customer.erased` for a note or location on an order of somebody who was.
 */
export async function recordScan(deps: { db: Db; clock: Clock }, actor: Actor, workerId: number, scan: Scan) {
  return inTransaction(
    deps.db,
    async (tx) => {
      const at = deps.clock.now();
      const order = await findScannedOrder(tx, actor, scan);
      await actOnScan(tx, order, scan.orderStatus, { actor, workerId, at });
      await refuseWordsOnErased(tx, order.id, [scan.location, scan.note]);
      const track = await tx.track.create({
        data: {
          orderId: order.id,
          workerId,
          orderStatus: scan.orderStatus,
          location: scan.location || null,
          note: scan.note || null,
          scannedAt: at,
        },
        select: trackSelect,
      });
      await recordChange(tx, {
        at,
        actor: actorLabel(actor),
        action: 'scan.recorded',
        entity: 'track',
        entityId: track.id,
        detail: `${scan.orderStatus}, order ${order.id}`,
        events: [happened(scanRecorded, { scanId: track.id, orderId: order.id, workerId, scan: scan.orderStatus })],
      });
      return { message: 'Scan recorded' as const, track: trackView(track) };
    },
    wasOutrun,
  );
}
