import type { Db } from '../../db/client.js';

/**
 * How many orders created from `from` until before `to`, and not cancelled, name each service. In SQL because Prisma cannot count
 * distinct values of a group: an order may name a service on several lines.
 */
export async function countOrdersByService(
  db: Db,
  from: Date,
  to: Date,
): Promise<{ serviceId: string; orders: number }[]> {
  const rows = await db.$queryRaw<{ service_id: string; orders: bigint | number }[]>`
    SELECT line.service_id, COUNT(DISTINCT line.order_id) AS orders
    FROM orders JOIN order_lines AS line ON line.order_id = orders.id
    WHERE orders.created_at >= ${from} AND orders.created_at < ${to} AND orders.status <> 'CANCELLED'
    GROUP BY line.service_id`;
  return rows.map((row) => ({ serviceId: row.service_id, orders: Number(row.orders) }));
}
