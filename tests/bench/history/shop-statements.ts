import type { Dialect } from './dialect.js';
import { type GeneratedOrder, timelineStatement } from './order-statements.js';

/** Who drove all the deliveries of the history. */
export const HISTORY_DRIVER = { email: 'driver@example.com', password: 'a password of the benchmark' };
/** The same password, as it is stored. */
const STORED = '$2b$10$iy4W9E2PS9d2GhXGfG0rWe2QOU5ZwZiiMyw3uO520rY146CHCOET6';
const DRIVER = `(SELECT id FROM workers WHERE email = '${HISTORY_DRIVER.email}')`;

/** One order in so many was brought home by the driver. */
const ORDERS_A_DELIVERY = 4;
/** One batch for so many orders was called off again; so many orders had been on its list. */
const ORDERS_A_BATCH = 100;
const LISTED = 10;

/** SQL for what the shop did with the orders beside handing them over; `isGone` says of order `i` whether it was delivered. */
export function deliveryStatements(dialect: Dialect, orders: number, order: GeneratedOrder, isGone: string): string[] {
  const { series, time, asEnum } = dialect;
  const driven = `${isGone} AND i % ${ORDERS_A_DELIVERY} = 0`;
  const at = (after: number) => time(`${order.at} + ${after}`);
  return [
    `INSERT INTO workers (name, email, role, password_hash, created_at, updated_at) SELECT 'Devi Nair', '${HISTORY_DRIVER.email}',
     ${asEnum("'EMPLOYEE'", 'WorkerRole')}, '${STORED}', ${time('1700000000')}, ${time('1700000000')}`,
    timelineStatement(
      dialect,
      orders,
      order,
      { type: 'status', status: 'OUT_FOR_DELIVERY', actor: 'employee:1', after: 90 },
      driven,
    ),
    `${series(orders)} INSERT INTO deliveries (order_id, worker_id, address, status, started_at, actual_delivery, created_at)
     SELECT ${order.id}, ${DRIVER}, '1 Main Street', ${asEnum("'DELIVERED'", 'DeliveryStatus')}, ${at(90)}, ${at(120)}, ${at(70)}
     FROM n WHERE ${driven}`,
    `${series(orders)} INSERT INTO tracks (order_id, worker_id, order_status, location, scanned_at)
     SELECT ${order.id}, ${DRIVER}, 'Delivered', 'at the door', ${at(120)} FROM n WHERE ${driven}`,
  ];
}

/** SQL for the batches that were called off, and for the log of every order made ready. */
export function recordStatements(dialect: Dialect, orders: number, orderOf: (i: string) => GeneratedOrder): string[] {
  const { series, time, asEnum, digits } = dialect;
  const batches = Math.floor(orders / ORDERS_A_BATCH);
  const at = (i: string, after: number) => time(`${orderOf(i).at} + ${after}`);
  const listed = orderOf(`(i / ${LISTED} * ${ORDERS_A_BATCH} + i % ${LISTED})`).id;
  const last = `(i * ${ORDERS_A_BATCH} + ${LISTED})`;
  return [
    `${series(batches)} INSERT INTO transit_batches (id, transit_id, type, status, created_by, created_by_actor, order_count, created_at, cancelled_at)
     SELECT i + 1, 'S2F-20260101000000-' || ${digits('i', 8)}, ${asEnum("'STORE_TO_FACTORY'", 'BatchType')}, ${asEnum("'CANCELLED'", 'BatchStatus')},
     'counter', 'employee:1', ${LISTED}, ${at(last, 10)}, ${at(last, 20)} FROM n`,
    `${series(batches * LISTED)} INSERT INTO transit_batch_orders (batch_id, order_id, position)
     SELECT i / ${LISTED} + 1, ${listed}, i % ${LISTED} FROM n`,
    `${series(orders)} INSERT INTO audit_entries (at, actor, action, entity, entity_id, detail)
     SELECT ${at('i', 60)}, 'employee:' || (i % 3 + 1), 'order.moved', 'order', ${orderOf('i').id}, 'At Store to Ready for Delivery' FROM n`,
  ];
}
