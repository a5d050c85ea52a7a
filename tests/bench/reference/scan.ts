import { EMPLOYEE, tellStatus } from './move-order.js';
import { type AuditRow, type By, insertAudit } from './record.js';
import type { ReferenceDatabase, Row, Sql } from './sql.js';

export type ScanBody = { orderId: string; orderStatus: 'Picked Up' | 'Delivered'; location: string };

/** A scan by the one who brings the order: it begins or ends the delivery, with everything the product stores for it. */
export function recordScan(db: ReferenceDatabase, body: ScanBody) {
  return db.transaction(async (sql) => {
    const now = new Date();
    const by = { at: db.toTime(now), actor: EMPLOYEE.actor };
    const [order] = await sql.all('SELECT id, customer_email FROM orders WHERE id = $1', body.orderId);
    if (!order) throw new Error(`there is no order ${body.orderId}`);
    const [track] = await sql.all(
      `INSERT INTO tracks (order_id, worker_id, order_status, location, scanned_at) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
      body.orderId,
      EMPLOYEE.id,
      body.orderStatus,
      body.location,
      by.at,
    );
    const scanned = {
      type: 'scan.recorded',
      data: { scanId: track?.['id'], orderId: body.orderId, workerId: EMPLOYEE.id, scan: body.orderStatus },
    };
    const audit = {
      action: 'scan.recorded',
      entity: 'track',
      entityId: track?.['id'],
      detail: `${body.orderStatus}, order ${body.orderId}`,
    };
    if (body.orderStatus === 'Picked Up') await pickUp(sql, by, body.orderId, scanned, audit);
    else await deliver(sql, by, body.orderId, scanned, audit);
    return { message: 'Scan recorded', track: trackOf(body, track, order, now) };
  });
}

type Told = { type: string; data: object };

async function pickUp(sql: Sql, by: By, orderId: string, scanned: Told, audit: AuditRow): Promise<void> {
  const [worker] = await sql.all('SELECT name FROM workers WHERE id = $1 AND active', EMPLOYEE.id);
  const [delivery] = await sql.all(
    `INSERT INTO deliveries (order_id, worker_id, driver_name, status, started_at, created_at)
     VALUES ($1, $2, $3, 'IN_TRANSIT', $4, $4) RETURNING id`,
    orderId,
    EMPLOYEE.id,
    worker?.['name'],
    by.at,
  );
  const id = delivery?.['id'];
  const moved = await sql.all(
    `UPDATE orders SET status = 'OUT_FOR_DELIVERY', open_delivery_id = $1, updated_at = $2, version = version + 2
     WHERE id = $3 AND status = 'READY_FOR_DELIVERY' AND open_batch_id IS NULL AND open_delivery_id IS NULL RETURNING id`,
    id,
    by.at,
    orderId,
  );
  if (moved.length === 0) throw new Error(`order ${orderId} cannot be picked up`);
  const data = { deliveryId: id, orderId, workerId: EMPLOYEE.id };
  await tellStatus(sql, by, orderId, 'OUT_FOR_DELIVERY', [
    { type: 'delivery.created', data: { ...data, status: 'pending' } },
    { type: 'delivery.started', data: { ...data, status: 'in_transit' } },
    scanned,
  ]);
  const of = { entity: 'delivery', entityId: id };
  await insertAudit(sql, by, [
    { ...of, action: 'delivery.created', detail: `order ${orderId}, worker ${EMPLOYEE.id}` },
    { ...of, action: 'delivery.start', detail: `order ${orderId}` },
    audit,
  ]);
}

async function deliver(sql: Sql, by: By, orderId: string, scanned: Told, audit: AuditRow): Promise<void> {
  const [delivery] = await sql.all(
    `UPDATE deliveries SET status = 'DELIVERED', actual_delivery = $1
     WHERE order_id = $2 AND worker_id = $3 AND status = 'IN_TRANSIT' RETURNING id`,
    by.at,
    orderId,
    EMPLOYEE.id,
  );
  if (!delivery) throw new Error(`order ${orderId} is not on its way`);
  await sql.all(
    `UPDATE orders SET status = 'DELIVERED', open_delivery_id = NULL, updated_at = $1, version = version + 1 WHERE id = $2`,
    by.at,
    orderId,
  );
  const id = delivery['id'];
  const data = { deliveryId: id, orderId, workerId: EMPLOYEE.id, status: 'delivered' };
  await tellStatus(sql, by, orderId, 'DELIVERED', [{ type: 'delivery.delivered', data }, scanned]);
  const ended = { action: 'delivery.deliver', entity: 'delivery', entityId: id, detail: `order ${orderId}` };
  await insertAudit(sql, by, [ended, audit]);
}

function trackOf(body: ScanBody, track: Row | undefined, order: Row, at: Date) {
  return {
    id: track?.['id'],
    orderId: body.orderId,
    workerId: EMPLOYEE.id,
    orderEmail: order['customer_email'],
    orderStatus: body.orderStatus,
    location: body.location,
    note: null,
    scannedAt: at.toISOString(),
  };
}
