import { statusLabels } from '../../../src/modules/orders/order-status.js';
import { orderOf, readLines } from './orders.js';
import { type By, insertAudit, insertEvents, insertTimeline } from './record.js';
import type { ReferenceDatabase, Sql } from './sql.js';

/** The benchmark's employee, who is the first there is. */
export const EMPLOYEE = { id: 1, actor: 'employee:1' };

/** An order cleaned on the spot, ready for its customer. */
export function makeReady(db: ReferenceDatabase, id: string) {
  return db.transaction(async (sql) => {
    const by = { at: db.toTime(new Date()), actor: EMPLOYEE.actor };
    const [row] = await sql.all(
      `UPDATE orders SET status = 'READY_FOR_DELIVERY', updated_at = $1, version = version + 1
       WHERE id = $2 AND status IN ('AT_STORE', 'PROCESSING', 'QUALITY_CHECK') AND open_batch_id IS NULL AND open_delivery_id IS NULL
       RETURNING *`,
      by.at,
      id,
    );
    if (!row) throw new Error(`order ${id} cannot be made ready`);
    await tellStatus(sql, by, id, 'READY_FOR_DELIVERY');
    const detail = `${statusLabels.AT_STORE} to ${statusLabels.READY_FOR_DELIVERY}`;
    await insertAudit(sql, by, [{ action: 'order.moved', entity: 'order', entityId: id, detail }]);
    return orderOf(db, row, await readLines(sql, id));
  });
}

/** What the timeline and the outbox say of an order that has moved. */
export async function tellStatus(
  sql: Sql,
  by: By,
  orderId: string,
  status: keyof typeof statusLabels,
  more: { type: string; data: object }[] = [],
): Promise<void> {
  const subject = `order:${orderId}`;
  const data = { orderId, status: statusLabels[status], transitId: null };
  await insertTimeline(sql, by, [{ orderId, type: 'status', status, note: null }]);
  const moved = { type: 'order.status_changed', data };
  await insertEvents(
    sql,
    by,
    [moved, ...more].map((event) => ({ ...event, subject })),
  );
}
