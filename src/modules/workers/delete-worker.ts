import type { Db } from '../../db/client.js';
import { inTransaction } from '../../db/transaction.js';
import { AppError } from '../../shared/app-error.js';
import type { Clock } from '../../shared/clock.js';
import { recordChange } from '../audit/index.js';
import { type Actor, actorLabel } from '../identity/index.js';
import { happened } from '../outbox/index.js';
import { workerDeleted } from './worker.events.js';
import { workerNotFound } from './worker.store.js';

/**
 * Takes a worker off the lists and frees the e-mail; the record and its deliveries stay, every token ends. Throws
 * `worker.not_found`, and `worker.has_open_delivery` while somebody waits for a delivery by this worker.
 */
export async function deleteWorker(deps: { db: Db; clock: Clock }, actor: Actor, id: number): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    const at = deps.clock.now();
    const deleted = await tx.worker.updateMany({
      where: { id, deletedAt: null },
      data: { deletedAt: at, active: false, email: null, tokenVersion: { increment: 1 } },
    });
    if (deleted.count === 0) throw workerNotFound();
    // Counted after the row is ours: whoever assigns a delivery holds the same row, so none can slip in between.
    const open = await tx.delivery.count({ where: { workerId: id, status: { in: ['PENDING', 'IN_TRANSIT'] } } });
    if (open > 0) throw new AppError('conflict', 'worker.has_open_delivery', 'Worker has an open delivery');
    await recordChange(tx, {
      at,
      actor: actorLabel(actor),
      action: 'worker.deleted',
      entity: 'worker',
      entityId: id,
      events: [happened(workerDeleted, { workerId: id })],
    });
  });
}
