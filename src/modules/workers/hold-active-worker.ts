import type { Tx } from '../../db/client.js';
import { getWorker, workerNotFound } from './worker.store.js';

/** The worker, who until the commit can be neither deleted nor deactivated. Throws `worker.not_found` for one who is. */
export async function holdActiveWorker(tx: Tx, id: number, at: Date): Promise<{ id: number; name: string }> {
  const held = await tx.worker.updateMany({ where: { id, active: true, deletedAt: null }, data: { updatedAt: at } });
  if (held.count === 0) throw workerNotFound();
  return getWorker(tx, id);
}
