import type { PlainTx } from '../../db/client.js';
import { listed } from '../../db/statements/columns.js';
import { writerOf } from '../../db/statements/writer.js';
import { pricedFrom, pricingColumns } from './service.row.js';

/** The active services among these, with what prices an order. */
export async function findActiveServices(tx: PlainTx, ids: string[]) {
  const writer = writerOf(tx);
  const named = writer.among('id', 'text', 1, ids);
  const rows = await writer.all(
    `SELECT ${listed(pricingColumns)} FROM services
     WHERE ${named.text} AND status = 'ACTIVE' AND deleted_at IS NULL`,
    [named.value],
  );
  return rows.map(pricedFrom);
}

/**
 * Counts `step` more uses of these services, if they are active; how many were. Unless `lockServices` held them before, it does so
 * in the same statement.
 */
export function addUses(tx: PlainTx, ids: string[], step: number, areHeld: boolean): Promise<number> {
  const writer = writerOf(tx);
  const named = writer.among('id', 'text', 2, ids);
  const hold = areHeld || ids.length < 2 ? '' : writer.holding('FOR NO KEY UPDATE');
  const these = hold ? `id IN (SELECT id FROM services WHERE ${named.text} ORDER BY id ${hold})` : named.text;
  return writer.change(
    `UPDATE services SET usage_count = usage_count + $1 WHERE ${these} AND status = 'ACTIVE' AND deleted_at IS NULL`,
    [step, named.value],
  );
}
