import { randomBytes } from 'node:crypto';
import { orderMoves, statusLabels } from '../../../src/modules/orders/order-status.js';
import { batchMoves, directions } from '../../../src/modules/transit/transit-status.js';
import { ordersById } from './orders.js';
import { type EventRow, insertAudit, insertEvents, insertTimeline } from './record.js';
import type { ReferenceDatabase, Row, Sql } from './sql.js';

export type BatchBody = { order_ids: string[]; type: keyof typeof directions; created_by: string };
export type BatchMove = 'initiate' | 'receive' | 'complete';

const COLUMNS =
  'id, transit_id, type, status, created_by, created_at, initiated_at, arrived_at, completed_at, order_count';
const ADMIN = 'admin:1';
const EVENTS = {
  initiate: 'transit_batch.initiated',
  receive: 'transit_batch.received',
  complete: 'transit_batch.completed',
};
const STAMPS = { initiate: 'initiated_at', receive: 'arrived_at', complete: 'completed_at' };

export function createBatch(db: ReferenceDatabase, body: BatchBody) {
  return db.transaction(async (sql) => {
    const now = new Date();
    const at = db.toTime(now);
    const transitId = `${directions[body.type].prefix}-${now.toISOString().replace(/\D/g, '').slice(0, 14)}-${randomBytes(3).toString('hex')}`;
    const [batch] = await sql.all(
      `INSERT INTO transit_batches (transit_id, type, created_by, created_by_actor, order_count, created_at)
       VALUES ($1, ${db.asEnum('$2', 'BatchType')}, $3, 'admin:1', $4, $5) RETURNING ${COLUMNS}`,
      transitId,
      body.type,
      body.created_by,
      body.order_ids.length,
      at,
    );
    const id = batch?.['id'];
    await sql.insert(
      'transit_batch_orders',
      ['batch_id', 'order_id', 'position'],
      body.order_ids.map((order, place) => [id, order, place]),
    );
    const these = db.among('id', body.order_ids, 3);
    await sql.all(
      `UPDATE orders SET open_batch_id = $1, updated_at = $2, version = version + 1 WHERE ${these.text} AND open_batch_id IS NULL`,
      id,
      at,
      ...these.values,
    );
    await record(sql, at, batch ?? {}, 'transit.created', 'transit_batch.created', []);
    return batchOf(db, sql, batch ?? {}, body.order_ids);
  });
}

export function moveBatch(db: ReferenceDatabase, id: number, name: BatchMove) {
  const move = batchMoves[name];
  return db.transaction(async (sql) => {
    const at = db.toTime(new Date());
    const [batch] = await sql.all(
      `UPDATE transit_batches SET status = '${move.to}', ${STAMPS[name]} = $1 WHERE id = $2 AND status = '${move.from}' RETURNING ${COLUMNS}`,
      at,
      id,
    );
    const manifest = await sql.all(
      'SELECT order_id FROM transit_batch_orders WHERE batch_id = $1 ORDER BY position',
      id,
    );
    const ids = manifest.map((entry) => String(entry['order_id']));
    if (!batch) throw new Error(`the batch cannot ${name}`);
    const { to } = orderMoves[move.orders[batch['type'] as keyof typeof directions]];
    await sql.all(
      `UPDATE orders SET status = '${to}', updated_at = $1, version = version + 1 ${move.releases ? ', open_batch_id = NULL' : ''} WHERE open_batch_id = $2`,
      at,
      id,
    );
    const note = batch['transit_id'];
    const entries = ids.map((orderId) => ({ orderId, type: 'status', status: to, note }));
    await insertTimeline(sql, { at, actor: ADMIN }, entries);
    const told = { status: statusLabels[to], transitId: note };
    const moved = ids.map((orderId) => ({
      type: 'order.status_changed',
      subject: `order:${orderId}`,
      data: { orderId, ...told },
    }));
    await record(sql, at, batch, `transit.${name}`, EVENTS[name], moved);
    return batchOf(db, sql, batch, ids);
  });
}

async function record(
  sql: Sql,
  at: unknown,
  batch: Row,
  action: string,
  type: string,
  before: EventRow[],
): Promise<void> {
  const by = { at, actor: ADMIN };
  const { id, transit_id: transitId } = batch;
  const data = {
    batchId: id,
    transitId,
    direction: batch['type'],
    status: batch['status'],
    orderCount: batch['order_count'],
  };
  await insertEvents(sql, by, [...before, { type, subject: `transit_batch:${id}`, data }]);
  await insertAudit(sql, by, [{ action, entity: 'transit-batch', entityId: id, detail: String(transitId) }]);
}

async function batchOf(db: ReferenceDatabase, sql: Sql, row: Row, ids: string[]) {
  const time = (column: string) => (row[column] === null ? null : db.fromTime(row[column]));
  return {
    id: row['id'],
    transitId: row['transit_id'],
    type: row['type'],
    status: row['status'],
    createdBy: row['created_by'],
    createdAt: time('created_at'),
    initiatedAt: time('initiated_at'),
    arrivedAt: time('arrived_at'),
    completedAt: time('completed_at'),
    orderCount: row['order_count'],
    orders: await ordersById({ ...db, ...sql }, ids),
  };
}
