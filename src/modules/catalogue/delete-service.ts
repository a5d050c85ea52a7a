import type { Db } from '../../db/client.js';
import { inTransaction } from '../../db/transaction.js';
import type { Clock } from '../../shared/clock.js';
import { recordChange } from '../audit/index.js';
import { type Actor, actorLabel } from '../identity/index.js';
import { happened } from '../outbox/index.js';
import { serviceDeleted } from './service.events.js';
import { serviceNotFound } from './service.store.js';

/**
 * Takes a service out of the catalogue for good. Its row and its id stay for the orders that name it; an order being placed at this
 * moment either comes before, or finds it gone when its uses are counted. Throws `service.not_found`.
 */
export async function deleteService(deps: { db: Db; clock: Clock }, actor: Actor, id: string): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    const at = deps.clock.now();
    const deleted = await tx.service.updateMany({
      where: { id, deletedAt: null },
      data: { deletedAt: at, updatedAt: at },
    });
    if (deleted.count === 0) throw serviceNotFound();
    await recordChange(tx, {
      at,
      actor: actorLabel(actor),
      action: 'service.deleted',
      entity: 'service',
      entityId: id,
      events: [happened(serviceDeleted, { serviceId: id })],
    });
  });
}
