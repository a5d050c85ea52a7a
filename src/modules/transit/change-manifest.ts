import type { PlainTx } from '../../db/client.js';
import type { BatchExit, OrderStatus } from '../../generated/sqlite/client.js';
import { AppError } from '../../shared/app-error.js';
import { recordChange } from '../audit/index.js';
import { releaseOrderOf } from '../orders/index.js';
import { happened } from '../outbox/index.js';
import type { BatchRow } from './batch.row.js';
import { findBatchOrders } from './find-batch-orders.sql.js';
import { findManifest, markLeft } from './manifest-writes.sql.js';
import { refuseTooHeavy } from './refuse-too-heavy.js';
import { batchChanged, batchEventData } from './transit.events.js';
import { requireBatch } from './transit.store.js';
import { batchOf } from './transit.view.js';

type Changes = { added?: string[]; takenOut?: string[]; missing?: string[] };

/**
 * Writes into the audit log and the events what came into the batch and what left it; the batch with its orders as it is then. Throws
 * `transit.too_heavy` where that is too much for an answer.
 */
export async function recordManifestChange(
  tx: PlainTx,
  batch: BatchRow,
  by: { at: Date; actor: string },
  changes: Changes,
) {
  const { added = [], takenOut = [], missing = [] } = changes;
  const named = Object.entries({ added, 'taken out': takenOut, missing }).filter(([, ids]) => ids.length > 0);
  await recordChange(tx, {
    ...by,
    action: 'transit.changed',
    entity: 'transit-batch',
    entityId: batch.id,
    detail: `${batch.transitId}: ${named.map(([what, ids]) => `${what} ${ids.join(', ')}`).join('; ')}`,
    events: [happened(batchChanged, { ...batchEventData(batch), added, takenOut, missing })],
  });
  const { orders, missing: missed } = await findBatchOrders(tx, batch.id);
  if (added.length > 0) refuseTooHeavy(orders);
  return batchOf(batch, orders, missed);
}

/** Why a batch could not be changed: `transit.not_found`, or `transit.illegal_move` with this sentence. */
export async function refuseState(tx: PlainTx, id: number, sentence: string): Promise<never> {
  await requireBatch(tx, id);
  throw new AppError('invalid', 'transit.illegal_move', sentence);
}

/** Throws `transit.not_in_batch` unless the order is in the batch now. */
export async function requireInBatch(tx: PlainTx, id: number, orderId: string): Promise<void> {
  const entry = (await findManifest(tx, id)).find((listed) => listed.orderId === orderId);
  if (entry?.leftAs !== null) throw notInBatch(orderId);
}

/** Lets one order of a batch go, where it is. Its status, or null when it is not in the batch, or no longer. */
export async function letGo(
  tx: PlainTx,
  batchId: number,
  orderId: string,
  exit: { as: BatchExit; at: Date },
): Promise<OrderStatus | null> {
  const missingSince = exit.as === 'MISSING' ? exit.at : null;
  const status = await releaseOrderOf(tx, batchId, orderId, { at: exit.at, missingSince });
  if (status) await markLeft(tx, batchId, orderId, exit);
  return status;
}

export function notInBatch(orderId: string): AppError {
  return new AppError('invalid', 'transit.not_in_batch', `Order ${orderId} is not in this batch`);
}
