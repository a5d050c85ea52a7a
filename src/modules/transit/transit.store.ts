import type { Db, PlainTx, Tx } from '../../db/client.js';
import { AppError } from '../../shared/app-error.js';
import { orderSelect } from '../orders/index.js';
import { batchSelect } from './batch.row.js';
import { batchExists } from './batch-writes.sql.js';

export const batchWithOrdersSelect = {
  ...batchSelect,
  entries: { select: { leftAs: true, order: { select: orderSelect } }, orderBy: { position: 'asc' } },
} as const;

/** The batch with its orders in the order they were listed. Throws `transit.not_found`. */
export async function getBatchWithOrders(db: Db | Tx, id: number) {
  const row = await db.transitBatch.findUnique({ where: { id }, select: batchWithOrdersSelect });
  if (!row) throw batchNotFound();
  return row;
}

/** Throws `transit.not_found`. */
export async function requireBatch(tx: PlainTx, id: number): Promise<void> {
  if (!(await batchExists(tx, id))) throw batchNotFound();
}

function batchNotFound(): AppError {
  return new AppError('notFound', 'transit.not_found', 'Transit batch not found');
}
